import { sleep } from '@temporalio/workflow';
import type { CaseInput } from '../../../workflows/src/case/case.state.js';
import { caseWorkflow as unchanged } from '../../../workflows/src/case/case.workflow.js';

export * from '../../../workflows/src/index.js';

/** A change that no replay may let pass: a timer where there was none. */
export async function caseWorkflow(input: CaseInput = {}): Promise<void> {
  await sleep('1 minute');
  await unchanged(input);
}
