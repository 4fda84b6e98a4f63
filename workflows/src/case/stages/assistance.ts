import { afterAssistance } from '#domain/stages/assistance.js';
import type { StageRun } from '../case-run.js';

/** Stage 6 · Assistance and protection (คุ้มครองสวัสดิภาพ, s.33); referrals and tracks run beside it. */
export const assistance: StageRun = async (kase) => {
  const decision = await kase.fact('assistanceDecided');
  return afterAssistance(decision.outcome ?? '');
};
