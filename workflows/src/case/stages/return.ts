import type { StageRun } from '../case-run.js';

/**
 * Stage 7 · Return of a foreigner (s.38) or of a Thai (s.39), carried by a workflow of its own. Returned or not safe to
 * return: she is reintegrated where she is.
 */
export const returnStage: StageRun = async (kase) => {
  await kase.fact('returnEnded');
  return 'reintegration';
};
