import { actionsFor, basisOf, type OfferedAction, type RuleBasis } from '#domain/stuck-actions.js';
import type { ClockKey } from '#domain/clock.js';
import type { BilingualText, Policy } from '#domain/policy.js';
import type { StuckCause } from '#domain/stuck.js';
import type { Stage } from '#domain/stages.js';
import { stuckSentence, WAIT_CAUSE_LABELS } from '#domain/texts/stuck-texts.js';

/** A row of the board. Codes only: who the person is stands elsewhere. */
export type CauseRow = Omit<StuckCause, 'stuckAt'>;

export interface CauseView extends CauseRow {
  readonly label: BilingualText;
  readonly sentence: BilingualText;
  readonly basis: RuleBasis;
  readonly actions: readonly OfferedAction[];
}

export interface StuckCaseView {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly stage: Stage;
  readonly province: string;
  readonly mustDecide: boolean;
  readonly since: string;
  readonly causes: readonly CauseView[];
}

export function causeView(row: CauseRow, policy: Policy): CauseView {
  const { key, cause, rule, since, agency, roles, taskId, clockId, workflowId, params } = row;
  return {
    key,
    cause,
    label: WAIT_CAUSE_LABELS[cause],
    rule,
    since,
    sentence: { th: stuckSentence(row, 'th'), en: stuckSentence(row, 'en') },
    basis: basisOf(row, policy),
    agency,
    roles,
    actions: actionsFor(row, policy, params.clock as ClockKey | undefined),
    taskId,
    clockId,
    workflowId,
    params,
  };
}
