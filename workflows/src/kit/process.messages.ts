import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { ClockSnapshot } from '#domain/clock.js';
import type { Fact, FactKind } from '#domain/facts.js';
import type { Instant } from '#domain/instant.js';

/** A committed fact. Every workflow of a case takes it, under the same name. */
export const factSignal = defineSignal<[Fact]>('fact');

/** What a workflow waits for, so that nobody has to guess why nothing moves. */
export interface Waiting {
  readonly forFacts: readonly FactKind[];
  readonly since: Instant;
  /** The clock that will speak next, if any. */
  readonly nextClock?: ClockSnapshot;
}

export interface ProcessSummary {
  readonly workflowId: string;
  readonly waitsFor: Waiting | null;
  readonly clocks: readonly ClockSnapshot[];
  readonly lastSeq: number;
}

export const processSummary = defineQuery<ProcessSummary>('processSummary');
