import { workflowInfo, type WorkflowInfo } from '@temporalio/workflow';
import type { Stage } from '#domain/stages.js';

/**
 * Where the case stands, for an operator's list of workflows. Never named "Status": the server owns that word. A new run
 * has only what it is given: province and policy come along.
 */
export function stageSearchAttributes(stage: Stage): WorkflowInfo['typedSearchAttributes'] {
  return workflowInfo().typedSearchAttributes.updateCopy([
    { key: { name: 'SaphanStage', type: 'KEYWORD' }, value: stage },
  ]);
}
