import { ProcessRun, type ProcessInput } from '../kit/process-run.js';

/** Return under s.38 or s.39: only to a place found safe. Reports back to the case how it ended. */
export async function returnWorkflow(input: ProcessInput = {}): Promise<void> {
  const run = new ProcessRun(input);
  if (!(await run.begin())) return;
  const fact = await run.fact('homeAssessed', 'returnRiskAssessed', 'personReturned', 'exitRecorded');
  switch (fact.kind) {
    case 'exitRecorded':
      return;
    case 'personReturned':
      return run.reportToCase('returnEnded', fact.outcome ?? 'returned');
    default:
      return run.reportToCase('returnEnded', 'not-safe');
  }
}
