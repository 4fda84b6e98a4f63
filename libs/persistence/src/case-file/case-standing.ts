import { caseKeys, relationsTo, taskKeys, type CaseStanding, type TaskStanding } from '#access/relation-keys.js';
import { PERSONAL_TASKS, templateOf } from '#domain/checklists.js';
import type { TaskTemplate } from '#domain/task-template.js';
import type { Actor, LockedCase, TaskOfCase } from '../rows.js';

/** Where a task is to be done: in the province that has the case, or at her home. */
export function provinceOf({ province, codes }: LockedCase, { place }: TaskTemplate): string {
  return (place === 'home-province' ? codes.homeProvince : undefined) ?? province;
}

/** The first agency to work on a case takes it: from then on it is that team's, in its province. */
export function takeCase(row: LockedCase, actor: Actor): void {
  if (row.agency !== null || !relationsTo(actor, row.access).includes('intake')) return;
  row.agency = actor.agency;
  row.province = actor.province ?? row.province;
}

/** Writes anew who may see the case and its tasks; returns the tasks for which that has changed. */
export function renewAccess(row: LockedCase, tasks: readonly TaskOfCase[]): readonly TaskOfCase[] {
  const standing = standingOf(row, tasks);
  row.access = caseKeys(standing);
  return tasks.filter((task, index) => {
    const keys = taskKeys(standing, standing.tasks[index] ?? taskStandingOf(task));
    if (keys.join() === task.access.join()) return false;
    task.access = keys;
    return true;
  });
}

function standingOf(row: LockedCase, tasks: readonly TaskOfCase[]): CaseStanding {
  return {
    agency: row.agency,
    province: row.province,
    homeProvince: row.codes.homeProvince ?? null,
    reportedBy: row.reported_by,
    reporterProvince: row.reporter_province,
    closed: row.status === 'closed',
    identifying: row.stage === 'formal-identification',
    tasks: tasks.map(taskStandingOf),
  };
}

function taskStandingOf({ roles, province, agency, assigneeId, state, checklist, key }: TaskOfCase): TaskStanding {
  return {
    // Whom it asks by name it asks by no role: the police of a province do not see each opinion of a colleague.
    roles: PERSONAL_TASKS.includes(key) ? [] : roles,
    province,
    agency,
    assigneeId,
    settled: state === 'completed' || state === 'cancelled',
    atHome: templateOf(checklist, key).place === 'home-province',
  };
}
