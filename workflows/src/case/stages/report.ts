import { afterRescue, afterTriage } from '#domain/stages/report.js';
import type { StageRun } from '../case-run.js';

/** Stage 0 · Report (รับแจ้งเหตุ): accepted, known already, not ours; or a rescue comes first. */
export const report: StageRun = async (kase) => {
  const triage = await kase.fact('reportTriaged');
  const next = afterTriage(triage.outcome ?? '', kase.codes);
  if (next !== 'rescue-first') return next;
  await kase.open('rescue', ['rescue-person'], triage);
  const rescue = await kase.fact('rescueEnded');
  return afterRescue(rescue.outcome ?? '', kase.codes);
};
