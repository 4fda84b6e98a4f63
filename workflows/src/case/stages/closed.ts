import { FACT_KINDS } from '#domain/facts.js';
import type { StageRun } from '../case-run.js';

/** A closed case rests; only new facts wake it, at any later time, with its history. Whatever else came late is read. */
export const closed: StageRun = async (kase) => {
  while (kase.hasUnread) {
    const fact = await kase.fact(...FACT_KINDS);
    if (fact.kind === 'newFactsRecorded') return 'preliminary-screening';
  }
  return 'closed';
};
