import type { IsoDuration } from './instant.js';
import type { BilingualText, Policy, Provenance } from './policy.js';
import type { Role } from './roles.js';
import { mayHold, type StuckCause } from './stuck.js';
import type { ClockKey } from './clock.js';
import type { Stage } from './stages.js';
import { HASTY_CAUSES, type HastyCause } from './wait-causes.js';

/** What people do about a case on the board. */
export const STUCK_ACTIONS = [
  'nudge',
  'reassign',
  'escalate',
  'add-interpreter',
  'set-quorum-date',
  'hold',
  'retry',
  'request-reset',
] as const;
export type StuckAction = (typeof STUCK_ACTIONS)[number];

/** Acts with an endpoint of their own: the board points there, and does not do them a second way. */
export type LinkedAction = 'complete-task' | 'open-act' | 'extend-clock' | 'reroute-referral';

const ANYBODY_WHO_SUPERVISES: readonly Role[] = ['social-worker', 'supervisor', 'administrator'];

/** Who may take which action. The machinery is in the hands of those who answer for it. */
export const ACTION_ROLES = {
  nudge: [...ANYBODY_WHO_SUPERVISES, 'mdt-chair'],
  reassign: ANYBODY_WHO_SUPERVISES,
  escalate: [...ANYBODY_WHO_SUPERVISES, 'mdt-chair'],
  'add-interpreter': ['social-worker', 'police-officer', 'ngo-worker'],
  'set-quorum-date': ['social-worker', 'mdt-chair'],
  hold: ['social-worker', 'supervisor', 'mdt-chair'],
  retry: ['supervisor', 'administrator'],
  'request-reset': ['supervisor', 'administrator'],
} as const satisfies Record<StuckAction, readonly Role[]>;

export interface OfferedAction {
  readonly action: StuckAction | LinkedAction;
  readonly roles: readonly Role[];
  readonly taskId?: string;
  readonly clockId?: string;
}

/** The actions that unblock a cause, the one that does first. */
export function actionsFor(
  cause: Pick<StuckCause, 'rule' | 'cause' | 'roles' | 'taskId' | 'clockId' | 'params'>,
  policy: Policy,
  clock?: ClockKey,
): readonly OfferedAction[] {
  const own = (action: StuckAction): OfferedAction => ({ action, roles: ACTION_ROLES[action] });
  const task: readonly OfferedAction[] =
    cause.taskId === null ? [] : [{ action: 'complete-task', roles: cause.roles, taskId: cause.taskId }];
  const extension = clock === undefined ? undefined : policy.clocks[clock].extension;
  const extend: readonly OfferedAction[] =
    extension === undefined || cause.clockId === null
      ? []
      : [{ action: 'extend-clock', roles: extension.grantedBy, clockId: cause.clockId }];
  const chase = [own('nudge'), own('escalate'), ...(mayHold(cause.rule) ? [own('hold')] : [])];
  switch (cause.rule) {
    case 'quorum-missed':
      return [own('set-quorum-date'), ...extend, ...chase];
    case 'interpreter-missing':
      return [own('add-interpreter'), ...extend, ...chase];
    case 'guardian-awaited':
      return [...(task.length > 0 ? task : [{ action: 'open-act' as const, roles: cause.roles }]), ...extend, ...chase];
    case 'no-owner':
      return [own('reassign'), ...task, ...chase];
    case 'machinery':
    case 'nothing-open':
      // What the record does not want to run is not tried again.
      if (cause.params.fault === 'workflow-stray') return [own('request-reset'), own('escalate')];
      return [own('retry'), own('request-reset'), own('escalate')];
    case 'referral-unanswered':
      return [...task, { action: 'reroute-referral', roles: ['social-worker'] }, own('reassign'), ...chase];
    case 'clock-breached':
      // No extension: a breach is answered, and never undone.
      return [...task, own('reassign'), ...chase];
    case 'wait-too-long':
    case 'no-deadline':
    case 'stage-idle':
      return [...task, own('reassign'), ...chase];
  }
}

/** Where the rule comes from: a product default must never look like law. */
export interface RuleBasis extends Pick<Provenance, 'basis' | 'source' | 'confidence'> {
  readonly title?: BilingualText;
  readonly limit: IsoDuration | number | null;
}

export function basisOf(
  { rule, cause, params }: Pick<StuckCause, 'rule' | 'cause' | 'params'>,
  policy: Policy,
): RuleBasis {
  const from = ({ basis, source, confidence }: Provenance, limit: RuleBasis['limit']): RuleBasis => ({
    basis,
    source,
    confidence,
    limit,
  });
  const { stuck } = policy;
  switch (rule) {
    case 'clock-breached':
    case 'referral-unanswered': {
      const clock = policy.clocks[params.clock as ClockKey];
      return { ...from(clock, clock.limit), title: clock.title };
    }
    case 'quorum-missed':
      return from(policy.mdtQuorum, policy.mdtQuorum.value);
    case 'no-owner':
      return from(stuck.noOwnerAfter, stuck.noOwnerAfter.value);
    case 'no-deadline':
      return from(stuck.noDeadlineAfter, stuck.noDeadlineAfter.value);
    case 'stage-idle':
      return from(stuck.stageIdleAfter, stuck.stageIdleAfter.values[params.stage as Exclude<Stage, 'closed'>]);
    case 'nothing-open':
      return from(stuck.nothingOpenAfter, stuck.nothingOpenAfter.value);
    case 'wait-too-long':
    case 'interpreter-missing':
    case 'guardian-awaited':
      return from(
        stuck.waitAtMost,
        HASTY_CAUSES.some((hasty) => hasty === cause) ? stuck.waitAtMost.values[cause as HastyCause] : null,
      );
    case 'machinery':
      return from(stuck.nothingOpenAfter, null);
  }
}
