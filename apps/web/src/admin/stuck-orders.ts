import {
  stuckCasesControllerAddInterpreter,
  stuckCasesControllerEscalate,
  stuckCasesControllerHold,
  stuckCasesControllerNudge,
  stuckCasesControllerReassign,
  stuckCasesControllerRequestReset,
  stuckCasesControllerRetry,
  stuckCasesControllerSetQuorumDate,
} from '#client/sdk.gen.js';
import { STUCK_ACTIONS, type StuckAction } from '#domain/stuck-actions.js';
import { answerOf } from '../api/request.js';
import type { StuckCause } from '../api/work-answers.js';

/** What the window asks for; each act takes its part. */
export interface StuckOrder {
  readonly reason: string;
  readonly assignee: string;
  readonly until: string | null;
  readonly language: string;
  readonly interpreter: string;
  readonly independent: boolean;
}

export interface StuckReceipt {
  /** How many people were reminded or asked. */
  readonly told?: number;
}

export function isStuckAction(action: string): action is StuckAction {
  return STUCK_ACTIONS.some((known) => known === action);
}

/** What is still missing before the act can be asked for. */
export function isComplete(action: StuckAction, order: StuckOrder): boolean {
  if (order.reason.trim() === '') return false;
  if (action === 'hold' || action === 'set-quorum-date') return order.until !== null;
  if (action === 'add-interpreter') return order.language !== '';
  return true;
}

export function takeAction(
  action: StuckAction,
  caseId: string,
  { key, taskId, workflowId }: StuckCause,
  order: StuckOrder,
  idempotencyKey: string,
): Promise<StuckReceipt> {
  const at = { path: { caseId }, headers: { 'Idempotency-Key': idempotencyKey } };
  const reason = order.reason.trim();
  switch (action) {
    case 'nudge':
      return answerOf(stuckCasesControllerNudge({ ...at, body: { reason, key } }));
    case 'escalate':
      return answerOf(stuckCasesControllerEscalate({ ...at, body: { reason, key } }));
    case 'reassign':
      return answerOf(
        stuckCasesControllerReassign({
          ...at,
          body: { reason, taskId: taskId ?? '', assignee: order.assignee.trim() === '' ? null : order.assignee.trim() },
        }),
      );
    case 'hold':
      return answerOf(stuckCasesControllerHold({ ...at, body: { reason, key, until: order.until ?? '' } }));
    case 'add-interpreter': {
      const interpreter = order.interpreter.trim();
      return answerOf(
        stuckCasesControllerAddInterpreter({
          ...at,
          body: {
            reason,
            language: order.language,
            independent: order.independent,
            ...(interpreter === '' ? {} : { interpreter }),
          },
        }),
      );
    }
    case 'set-quorum-date':
      return answerOf(stuckCasesControllerSetQuorumDate({ ...at, body: { reason, meetingAt: order.until ?? '' } }));
    case 'retry':
      return answerOf(
        stuckCasesControllerRetry({ ...at, body: { reason, ...(workflowId === null ? {} : { workflowId }) } }),
      );
    case 'request-reset':
      return answerOf(stuckCasesControllerRequestReset({ ...at, body: { reason } }));
  }
}
