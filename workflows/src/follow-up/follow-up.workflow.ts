import { ProcessRun, type ProcessInput } from '../kit/process-run.js';

/** Visits at the policy's months: all made, or one finds signs of re-trafficking. Reports back to the case. */
export async function followUpWorkflow(input: ProcessInput = {}): Promise<void> {
  const run = new ProcessRun(input);
  if (!(await run.begin())) return;
  const fact = await run.fact('visitRecorded', 'checklistEnded', 'exitRecorded');
  if (fact.kind === 'exitRecorded') return;
  await run.reportToCase('followUpEnded', fact.kind === 'visitRecorded' ? 'reopen' : 'completed');
}
