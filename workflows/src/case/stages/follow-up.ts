import { afterFollowUp } from '#domain/stages/follow-up.js';
import type { StageRun } from '../case-run.js';

/** Stage 9 · Follow-up (ติดตามผล), carried by a workflow of its own: over, or she needs screening again. */
export const followUp: StageRun = async (kase) => {
  const ended = await kase.fact('followUpEnded');
  return afterFollowUp(ended.outcome);
};
