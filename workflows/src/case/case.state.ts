import type { ClockSnapshot } from '#domain/clock.js';
import type { Fact } from '#domain/facts.js';
import type { ProcessCodes } from '#domain/process-codes.js';
import type { Stage } from '#domain/stages.js';
import type { ProcessInput } from '../kit/process-run.js';

/** What one run hands to the next. Small, versioned, instants only: never a remaining duration. */
export interface CaseState {
  readonly version: 1;
  readonly stage: Stage;
  readonly stageNo: number;
  readonly codes: ProcessCodes;
  readonly lastSeq: number;
  readonly unread: readonly Fact[];
  readonly clocks: readonly ClockSnapshot[];
}

export interface CaseInput extends ProcessInput {
  /** Absent in a first or revived run, which starts from the record. */
  readonly state?: CaseState;
}
