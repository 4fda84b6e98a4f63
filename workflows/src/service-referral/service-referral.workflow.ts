import { ProcessRun, type ProcessInput } from '../kit/process-run.js';

/** One referral: answered in time, or its clock speaks; declined, the sender finds another or drops it. */
export async function serviceReferralWorkflow(input: ProcessInput = {}): Promise<void> {
  const referral = new ProcessRun(input);
  if (!(await referral.begin())) return;
  const answer = await referral.fact('referralAnswered');
  // Withdrawn: she has taken back her consent before anybody answered.
  if (answer.outcome === 'accepted' || answer.outcome === 'withdrawn') return;
  await referral.fact('referralRerouted');
}
