import { afterFinding, MDT_ROUND } from '#domain/stages/formal-identification.js';
import type { StageRun } from '../case-run.js';

/** Stage 4 · Formal identification (คัดแยก): the team meets until it has a quorum, and finds, or needs more time. */
export const formalIdentification: StageRun = async (kase) => {
  for (;;) {
    const fact = await kase.fact('mdtInterviewEnded', 'findingRecorded');
    if (fact.kind === 'mdtInterviewEnded') {
      if (fact.outcome === 'quorum-not-reached') await kase.open('formal-identification', MDT_ROUND, fact);
      continue;
    }
    const next = afterFinding(fact.outcome ?? '');
    if (next !== 'more-time') return next;
    await kase.open('formal-identification', MDT_ROUND, fact);
  }
};
