import { ProcessRun } from '../../../workflows/src/kit/process-run.js';
import type { CaseInput } from '../../../workflows/src/case/case.state.js';

export * from '../../../workflows/src/index.js';

/** A change that no replay may let pass: reads its fact and commits nothing where a stage was entered. */
export async function caseWorkflow(input: CaseInput = {}): Promise<void> {
  await new ProcessRun(input).fact('reportTriaged');
}
