import { defineQuery } from '@temporalio/workflow';
import type { Stage } from '#domain/stages.js';
import type { ProcessSummary } from '../kit/process.messages.js';

export interface CaseSummary extends ProcessSummary {
  readonly stage: Stage;
  readonly stageNo: number;
}

/** The live state of one case and what it waits for. Ids, codes and instants only. */
export const caseSummary = defineQuery<CaseSummary>('caseSummary');
