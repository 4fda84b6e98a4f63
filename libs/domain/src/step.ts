import { isInCustody, type CaseCodes } from './case-codes.js';
import { checklistOf, templateOf, type ChecklistName } from './checklists.js';
import { refuseWhenViolated, type Violation } from './errors.js';
import type { FactKind } from './facts.js';
import { isStandingAct, mayOpenStandingAct } from './standing-acts.js';
import type { TaskKey } from './task-keys.js';
import type { Act, ActContext, Answers, ClockOrder } from './task-template.js';

export type TaskState = 'blocked' | 'open' | 'completed' | 'cancelled';

/** A task as the checklist sees it; later openings of the same key have a higher order. */
export interface ChecklistTask {
  readonly id: string;
  readonly key: TaskKey;
  readonly state: TaskState;
  readonly order: number;
}

/** All that one completed task changes, decided before anything is written. */
export interface StepPlan {
  readonly codes: CaseCodes;
  readonly clocks: readonly ClockOrder[];
  /** What the addressed workflow is told; null when it does not wait for this act. */
  readonly tells: { readonly kind: FactKind; readonly outcome: string; readonly ground?: string } | null;
  readonly unblocks: readonly string[];
  readonly notNeeded: readonly string[];
  readonly opens: readonly TaskKey[];
  /** Opens for one person each. */
  readonly asks: readonly { readonly key: TaskKey; readonly username: string }[];
  /** What stays in the record beside the answers. */
  readonly keeps: Answers;
  readonly checklistEnded: boolean;
  readonly processEnded: boolean;
}

function isSettled(state: TaskState): boolean {
  return state === 'completed' || state === 'cancelled';
}

/** A key of which several tasks were opened is settled when all of them are: the team has spoken when each member has. */
function unsettledKeys(tasks: readonly ChecklistTask[]): ReadonlySet<TaskKey> {
  return new Set(tasks.filter(({ state }) => !isSettled(state)).map(({ key }) => key));
}

/**
 * Opens what waits for nothing more, and drops what the case does not need. Runs until nothing changes, because a
 * dropped task may free another.
 */
export function settleBlocked(
  checklist: ChecklistName,
  tasks: readonly ChecklistTask[],
  codes: CaseCodes,
): {
  readonly tasks: readonly ChecklistTask[];
  readonly unblocks: readonly string[];
  readonly notNeeded: readonly string[];
} {
  const current = tasks.map((task) => ({ ...task }));
  const unblocks: string[] = [];
  const notNeeded: string[] = [];
  for (let changed = true; changed;) {
    changed = false;
    const unsettled = unsettledKeys(current);
    for (const task of current.filter(({ state }) => state === 'blocked')) {
      const template = templateOf(checklist, task.key);
      const waits = (template.after ?? []).some((key) => unsettled.has(key));
      if (waits) continue;
      const needed = template.onlyIf?.(codes) ?? true;
      task.state = needed ? 'open' : 'cancelled';
      (needed ? unblocks : notNeeded).push(task.id);
      changed = true;
      break;
    }
  }
  return { tasks: current, unblocks, notNeeded };
}

/** The templates to open for a list of keys, first states included. Keys that the case does not need are left out. */
export function openingOf(
  checklist: ChecklistName,
  keys: readonly TaskKey[],
  codes: CaseCodes,
): readonly { readonly key: TaskKey; readonly state: 'open' | 'blocked' }[] {
  const drafts: ChecklistTask[] = keys.map((key, order) => ({ id: key, key, state: 'blocked', order }));
  const settled = settleBlocked(checklist, drafts, codes);
  return settled.tasks
    .filter(({ state }) => state !== 'cancelled')
    .map(({ key, state }) => ({ key, state: state === 'open' ? 'open' : 'blocked' }));
}

/** What a checklist opens with; personal tasks are opened by the act that asks a person. */
export function keysOf(checklist: ChecklistName): readonly TaskKey[] {
  return checklistOf(checklist)
    .tasks.filter(({ personal }) => personal !== true)
    .map(({ key }) => key);
}

/** Opened at one stage and left lying, a standing act must not undo a later one: new facts would wipe out a finding. */
function refusesStage(checklist: ChecklistName, { key }: Act, { stage }: ActContext): readonly Violation[] {
  if (checklist !== 'standing' || !isStandingAct(key) || mayOpenStandingAct(key, stage)) return [];
  return [{ path: '/answers/outcome', code: 'stage-does-not-allow', params: { stage } }];
}

/** Decides one step. Refuses by throwing a DomainError that lists every violated rule; nothing is written then. */
export function planStep(
  checklist: ChecklistName,
  tasks: readonly ChecklistTask[],
  taskId: string,
  act: Act,
  context: ActContext,
): StepPlan {
  const template = templateOf(checklist, act.key);
  refuseWhenViolated([...refusesStage(checklist, act, context), ...(template.refuses?.(act, context) ?? [])]);
  const codes = template.changes?.(context.codes, act, context) ?? context.codes;
  const clocks = template.clocks?.(act, context) ?? [];
  const afterThis = tasks.map((task) => (task.id === taskId ? { ...task, state: 'completed' as const } : task));
  const opens = template.opens?.(act, context, unsettledKeys(afterThis)) ?? [];
  const asked = template.asks?.(act, context);
  const asks = (asked?.usernames ?? []).map((username) => ({ key: asked?.key ?? act.key, username }));
  // What opens with this act is waited for like what was there before: another sitting holds up the decision.
  const opening = openingOf(checklist, opens, codes).map(({ key, state }, index) => ({
    id: `opens:${key}`,
    key,
    state,
    order: Number.MAX_SAFE_INTEGER - opens.length + index,
  }));
  const asking = asks.map(({ key, username }) => ({
    id: `asks:${username}`,
    key,
    state: 'open' as const,
    order: Number.MAX_SAFE_INTEGER,
  }));
  const settled = settleBlocked(checklist, [...afterThis, ...opening, ...asking], codes);
  const checklistEnded =
    opens.length === 0 && asks.length === 0 && settled.tasks.every(({ state }) => isSettled(state));

  const ownKind = typeof template.tells === 'function' ? template.tells(act, context) : (template.tells ?? null);
  const kind = ownKind ?? (checklistEnded && checklistOf(checklist).tellsEnd === true ? 'checklistEnded' : null);
  const ground = template.ground?.(act);
  const outcome = template.toldOutcome?.(act, context) ?? act.outcome;
  return {
    codes,
    clocks,
    tells: kind === null ? null : { kind, outcome, ...(ground === undefined ? {} : { ground }) },
    unblocks: settled.unblocks,
    notNeeded: settled.notNeeded,
    opens,
    asks,
    keeps: template.keeps?.(act, context) ?? {},
    checklistEnded,
    processEnded: template.endsProcess?.(act) ?? false,
  };
}

/** Custody's own tasks are opened with it, whatever the stage. */
export function opensCustodyTasks(before: CaseCodes, after: CaseCodes): boolean {
  return !isInCustody(before) && isInCustody(after);
}
