import type { StageRun } from '../case-run.js';

/** A closed case rests; only new facts wake it, at any later time, with its history. */
export const closed: StageRun = async (kase) => {
  while (kase.hasUnread) {
    const fact = await kase.fact('newFactsRecorded', 'clocksChanged', 'choicesRevised');
    if (fact.kind === 'newFactsRecorded') return 'preliminary-screening';
  }
  return 'closed';
};
