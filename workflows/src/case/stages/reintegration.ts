import type { StageRun } from '../case-run.js';

/** Stage 8 · Reintegration (คืนสู่สังคม). */
export const reintegration: StageRun = async (kase) => {
  await kase.fact('reintegrationPlanned');
  return 'follow-up';
};
