import type { ClockSnapshot } from '#domain/clock.js';
import type { ProcessCodes } from '#domain/process-codes.js';
import type { Stage } from '#domain/stages.js';

export interface CaseAtStage {
  readonly stage: Stage;
  readonly stageNo: number;
  readonly codes: ProcessCodes;
  readonly clocks: readonly ClockSnapshot[];
}

/** The port of the case workflow: what it asks of the record, each a transaction, each safe to repeat. */
export interface CaseActivities {
  /** Where the case stands, for a run that carries no state. */
  loadCase(caseId: string): Promise<CaseAtStage>;
  /** Leaves the stage of that number and opens the next with its checklist; repeated, it changes nothing. */
  enterStage(move: { caseId: string; fromStageNo: number; to: Stage; appliedSeq: number }): Promise<CaseAtStage>;
  /** Starts the parallel tracks that the person's choices open now. */
  startTracks(caseId: string): Promise<void>;
}
