import type { Stage } from '#domain/stages.js';

/** Where the case stands, for an operator's list of workflows. Never named "Status": the server owns that word. */
export function stageSearchAttributes(stage: Stage) {
  return [{ key: { name: 'SaphanStage', type: 'KEYWORD' as const }, value: stage as string }];
}
