import { ProcessRun, type ProcessInput } from '../kit/process-run.js';

/** One referral: answered in time, or its clock speaks; declined, the sender finds another or drops it. */
export async function serviceReferralWorkflow(input: ProcessInput = {}): Promise<void> {
  const referral = new ProcessRun(input);
  if (!(await referral.begin())) return;
  const answer = await referral.fact('referralAnswered');
  if (answer.outcome === 'accepted') return;
  await referral.fact('referralRerouted');
}
