import type { CaseCodes, ScreeningOutcome } from './case-codes.js';
import type { ClockKey } from './clock.js';
import type { Violation } from './errors.js';
import type { FactKind } from './facts.js';
import type { Instant } from './instant.js';
import type { Policy } from './policy.js';
import type { Role } from './roles.js';
import type { Sitting } from './stages/mdt-sitting.js';
import type { Stage } from './stages.js';
import type { TaskKey } from './task-keys.js';

export type Answers = Readonly<Record<string, unknown>>;

/** A person's completion of a task, its shape already proven by the form's schema. */
export interface Act {
  readonly key: TaskKey;
  readonly outcome: string;
  readonly answers: Answers;
  /** When it happened. */
  readonly at: Instant;
  /** When it was recorded. */
  readonly now: Instant;
  readonly actorId: string;
  /** The clock that the task answers, where it was opened by one. */
  readonly clockKey?: ClockKey;
}

export interface ActContext {
  readonly caseId: string;
  readonly codes: CaseCodes;
  readonly policy: Policy;
  readonly stage: Stage;
  /** Due instants of the case's clocks, by key, latest start first. */
  readonly dueAtOf: (key: ClockKey) => Instant | undefined;
  /** Who completed the latest task of that key in this checklist. */
  readonly completedBy: (key: TaskKey) => string | undefined;
  /** What the indicators advise, where answers have been recorded: it never decides. */
  readonly advised?: ScreeningOutcome;
  /** The team's sitting that a finding rests on. */
  readonly sitting?: Sitting;
}

export type ClockOrder =
  | {
      readonly order: 'start';
      readonly key: ClockKey;
      readonly at: Instant;
      readonly dueAt?: Instant;
      readonly urgent?: boolean;
    }
  | { readonly order: 'stop'; readonly key: ClockKey; readonly at: Instant; readonly reason: string };

/** One human step: who may do it, when it opens, what is refused, what it changes, which clocks it moves, who is told. */
export interface TaskTemplate {
  readonly key: TaskKey;
  readonly roles: readonly Role[];
  /** A single outcome is implied; of several, the answers name one in `outcome`. */
  readonly outcomes: readonly [string, ...string[]];
  /** Opens when these tasks of the same checklist are settled. */
  readonly after?: readonly TaskKey[];
  /** Judged at the moment the task would open; false: not needed. */
  readonly onlyIf?: (codes: CaseCodes) => boolean;
  /** Asked of one person by name, whose answer nobody else may give; opened only by the act that asks her. */
  readonly personal?: true;
  /** The answer that says when it happened; otherwise the completion's `occurredAt`. */
  readonly happenedAt?: string;
  readonly place?: 'home-province';
  readonly refuses?: (act: Act, context: ActContext) => readonly Violation[];
  readonly changes?: (codes: CaseCodes, act: Act, context: ActContext) => CaseCodes;
  readonly clocks?: (act: Act, context: ActContext) => readonly ClockOrder[];
  /** The workflow waits for this act: it is told, by this name. A function where only some outcomes matter. */
  readonly tells?: FactKind | ((act: Act, context: ActContext) => FactKind | null);
  /** Where the workflow is to hear of another outcome than this act's own: that of the decision it confirms. */
  readonly toldOutcome?: (act: Act, context: ActContext) => string;
  /** The code that goes with the outcome. */
  readonly ground?: (act: Act) => string | undefined;
  /** Opens at once in the same commit; `unsettled` is what of its checklist is still to be done. */
  readonly opens?: (act: Act, context: ActContext, unsettled: ReadonlySet<TaskKey>) => readonly TaskKey[];
  /** Opens at once one personal task for each of these accounts. */
  readonly asks?: (act: Act, context: ActContext) => { readonly key: TaskKey; readonly usernames: readonly string[] };
  /** What is derived from the act and stays in its record beside the answers. */
  readonly keeps?: (act: Act, context: ActContext) => Answers;
  /** The process that the task belongs to has nothing more to do after this act. */
  readonly endsProcess?: (act: Act) => boolean;
  /** A clock that runs from the task's opening to its completion. */
  readonly clockOnOpening?: ClockKey;
}

export interface Checklist {
  readonly tasks: readonly TaskTemplate[];
  /** The workflow waits for the end of this list and is told when its last task is settled. */
  readonly tellsEnd?: boolean;
}

export function textOf(answers: Answers, field: string): string {
  const value = answers[field];
  return typeof value === 'string' ? value : '';
}

export function isTrue(answers: Answers, field: string): boolean {
  return answers[field] === true;
}

export function startsClock(key: ClockKey, at: Instant, dueAt?: Instant): ClockOrder {
  return { order: 'start', key, at, ...(dueAt === undefined ? {} : { dueAt }) };
}

export function stopsClock(key: ClockKey, at: Instant, reason: string): ClockOrder {
  return { order: 'stop', key, at, reason };
}

export function violated(field: string, code: Violation['code'], params?: Violation['params']): Violation {
  return { path: `/answers/${field}`, code, ...(params === undefined ? {} : { params }) };
}
