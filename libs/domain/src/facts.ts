import type { ClockSnapshot } from './clock.js';
import type { Instant } from './instant.js';
import type { ProcessCodes } from './process-codes.js';

/** The workflows that carry a case. Each is addressed by its own id and reads its own sequence of facts. */
export const PROCESS_KINDS = ['case', 'service-referral', 'return', 'follow-up', 'track'] as const;
export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** What a workflow is told. Past tense: it has been committed, and cannot be refused any more. */
export const FACT_KINDS = [
  'caseReported',
  'reportTriaged',
  'rescueEnded',
  'receptionEnded',
  'custodyStarted',
  'custodyDecided',
  'courtOrderRecorded',
  'screeningDecided',
  'reflectionAnswered',
  'readinessDecided',
  'mdtInterviewEnded',
  'findingRecorded',
  'checklistEnded',
  'assistanceDecided',
  'homeAssessed',
  'returnRiskAssessed',
  'personReturned',
  'returnEnded',
  'reintegrationPlanned',
  'visitRecorded',
  'followUpEnded',
  'closureAnswered',
  'exitRecorded',
  'newFactsRecorded',
  'choicesRevised',
  'clocksChanged',
  'processStarted',
  'referralAnswered',
  'referralRerouted',
  'trackProgressed',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/**
 * One committed fact on its way to one workflow. Ids, codes and instants only: no name, number or free text may enter
 * a workflow history (GUIDE §8.4; proven by test/journeys/no-personal-data.spec.ts).
 */
export interface Fact {
  /** Position in the sequence of the addressed workflow, from 1, without gaps. */
  readonly seq: number;
  readonly kind: FactKind;
  readonly outcome?: string;
  /** Why, where the outcome alone does not tell the way, e.g. `s29` or `reflection` of a cannot-tell-yet. */
  readonly ground?: string;
  /** When it happened, not when it was typed. */
  readonly at: Instant;
  readonly taskId?: string;
  /** The clocks that this act started, stopped or moved, as they stand after it. */
  readonly clocks?: readonly ClockSnapshot[];
  /** With a case's first fact: where its process starts from. */
  readonly opening?: ProcessCodes;
}

/** Workflow ids and their reverse: readable, and without personal data. */
export function processId(kind: ProcessKind, subjectId: string): string {
  return `${kind}:${subjectId}`;
}

export function parseProcessId(workflowId: string): { kind: ProcessKind; subjectId: string } | null {
  const colon = workflowId.indexOf(':');
  const kind = PROCESS_KINDS.find((candidate) => candidate === workflowId.slice(0, colon));
  return kind === undefined ? null : { kind, subjectId: workflowId.slice(colon + 1) };
}
