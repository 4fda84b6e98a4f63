import { checklistOf, type ChecklistName } from '#domain/checklists.js';
import type { RelationKey } from '#access/relation-keys.js';
import type { BilingualText } from '#domain/policy.js';
import type { Role } from '#domain/roles.js';
import type { TaskState } from '#domain/step.js';
import type { TaskKey } from '#domain/task-keys.js';
import { getForm } from '#policy/forms.js';

/** A task in a list. Codes and titles only: what it holds is read one at a time. */
export interface TaskRow {
  readonly id: string;
  readonly key: TaskKey;
  readonly checklist: ChecklistName;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly stage: string;
  readonly subject: string;
  readonly state: TaskState;
  readonly roles: readonly Role[];
  readonly province: string;
  readonly assignee: string | null;
  readonly urgent: boolean;
  readonly mustDecide: boolean;
  readonly openedAt: string | null;
  readonly plannedAt: string | null;
  readonly dueAt: string | null;
  readonly settledAt: string | null;
  readonly outcome: string | null;
  readonly access: readonly RelationKey[];
}

export const TASK_COLUMNS = `t.id, t.key, t.checklist, t.case_id as "caseId", c.number as "caseNumber", c.stage, t.subject,
  t.state, t.roles, t.province, a.username as assignee, t.urgent, t.must_decide as "mustDecide",
  t.opened_at as "openedAt", t.planned_at as "plannedAt", t.due_at as "dueAt", t.settled_at as "settledAt", t.outcome, t.access`;
export const TASK_FROM = 'from tasks t join cases c on c.id = t.case_id left join accounts a on a.id = t.assignee_id';

export type TaskView = Omit<TaskRow, 'access'> & {
  readonly title: BilingualText;
  /** Other tasks of its checklist that come first. */
  readonly after: readonly TaskKey[];
};

/** What a task came to is part of her story: it is shown to whoever may read that. */
export function taskView({ access: _, ...row }: TaskRow, showsStory: boolean): TaskView {
  const template = checklistOf(row.checklist).tasks.find(({ key }) => key === row.key);
  return {
    ...row,
    outcome: showsStory ? row.outcome : null,
    title: getForm(row.key).title,
    after: template?.after ?? [],
  };
}
