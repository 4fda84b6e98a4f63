import { afterReception } from '#domain/stages/reception.js';
import type { StageRun } from '../case-run.js';

/** Stage 0x · Reception of a national rescued abroad: met on arrival, told her rights; or she never arrives. */
export const reception: StageRun = async (kase) => {
  const ended = await kase.fact('checklistEnded', 'receptionEnded');
  return afterReception(ended.kind === 'receptionEnded' ? ended.outcome : undefined);
};
