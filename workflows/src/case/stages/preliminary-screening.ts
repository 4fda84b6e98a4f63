import { afterScreening } from '#domain/stages/preliminary-screening.js';
import type { StageRun } from '../case-run.js';

/** Stage 1 · Preliminary screening (คัดกรองเบื้องต้น): indication, no indication, or cannot tell yet and on what ground. */
export const preliminaryScreening: StageRun = async (kase) => {
  const decision = await kase.fact('screeningDecided');
  return afterScreening(decision.outcome ?? '', decision.ground, kase.codes);
};
