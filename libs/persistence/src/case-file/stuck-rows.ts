import { createHash } from 'node:crypto';
import { stuckCauses, type StuckCause } from '#domain/stuck.js';
import type { WaitingCase } from '#domain/waits-for.js';
import type { CaseFile } from './case-file.js';

/** The case as the board's rules see it. */
export function waitingCaseOf({ row, contents }: CaseFile): WaitingCase {
  const { stage, stage_since: stageSince, status, codes } = row;
  return { stage, stageSince, status, codes, ...contents };
}

/** Brings the board up to what the case has become; what has not changed is not written. */
export function putStuckRows(file: CaseFile): void {
  const known = new Map(file.contents.stuck.map(({ key, digest }) => [key, digest]));
  for (const cause of stuckCauses(waitingCaseOf(file), file.policy, file.contents.holds)) {
    const row = stuckColumns({ caseId: file.id, stage: file.row.stage, province: file.row.province }, cause);
    if (known.get(cause.key) !== row.digest) file.writes.insert('stuckCauses', row);
    known.delete(cause.key);
  }
  for (const key of known.keys()) file.writes.remove('stuckCauses', { case_id: file.id, key });
}

export interface StuckPlace {
  readonly caseId: string;
  readonly stage: string;
  readonly province: string;
}

export function stuckColumns({ caseId, stage, province }: StuckPlace, cause: StuckCause) {
  const { key, rule, since, stuckAt, agency, roles, taskId, clockId, workflowId, params } = cause;
  const row = {
    cause: cause.cause,
    rule,
    since,
    stuck_at: stuckAt,
    stage,
    province,
    agency,
    roles,
    task_id: taskId,
    clock_id: clockId,
    workflow_id: workflowId,
    params,
  };
  return { case_id: caseId, key, ...row, digest: createHash('md5').update(JSON.stringify(row)).digest('base64') };
}
