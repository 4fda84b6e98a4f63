import { CLOSURE_ROUND } from '#domain/stages/closure.js';
import type { StageRun } from '../case-run.js';

/** Stage 10 · Closure: proposed by the owner, approved by another; new facts bring the case back to screening. */
export const closure: StageRun = async (kase) => {
  for (;;) {
    const fact = await kase.fact('closureAnswered', 'newFactsRecorded');
    if (fact.kind === 'newFactsRecorded') return 'preliminary-screening';
    if (fact.outcome === 'approved') return 'closed';
    await kase.open('closure', CLOSURE_ROUND, fact);
  }
};
