import type { Instant } from '#domain/instant.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { Answers } from '#domain/task-template.js';
import { dataKeySql, findCipher, type DataKeyJson } from '../data-keys.js';
import type { Tx } from '../unit-of-work.js';

/** The answers of one completed task of a case. */
export interface RecordedAnswers {
  readonly taskId: string | null;
  readonly key: TaskKey;
  readonly formVersion: number;
  readonly answers: Answers;
  readonly outcome: string;
  readonly happenedAt: Instant;
  readonly recordedAt: Instant;
  readonly recorderId: string;
  readonly recorderUsername: string;
  readonly recordedBy: string;
  readonly recorderAgency: string;
}

interface RecordedRow extends Omit<RecordedAnswers, 'answers'> {
  readonly id: string;
  readonly answers: Buffer;
  readonly dataKey: DataKeyJson | null;
}

/** What has been recorded in a case by tasks of these keys, earliest first; nothing once it has been erased. */
export function readRecordedAnswers(tx: Tx, caseId: string, keys: readonly TaskKey[]): Promise<RecordedAnswers[]> {
  return readFacts(tx, caseId, 'f.key = any ($2)', keys);
}

/** What these tasks of a case have recorded. */
export function readAnswersOfTasks(tx: Tx, caseId: string, taskIds: readonly string[]): Promise<RecordedAnswers[]> {
  return readFacts(tx, caseId, 'f.task_id = any ($2::uuid[])', taskIds);
}

async function readFacts(
  tx: Tx,
  caseId: string,
  which: 'f.key = any ($2)' | 'f.task_id = any ($2::uuid[])',
  values: readonly string[],
): Promise<RecordedAnswers[]> {
  const rows = await tx.query<RecordedRow>(
    `select f.id, f.task_id as "taskId", f.key, f.form_version as "formVersion", f.outcome, f.answers,
       f.happened_at as "happenedAt", f.recorded_at as "recordedAt", f.recorder_agency as "recorderAgency", a.id as "recorderId", a.username as "recorderUsername",
       a.display_name as "recordedBy", ${dataKeySql('case', 'f.case_id')} as "dataKey"
     from facts f join accounts a on a.id = f.recorded_by
     where f.case_id = $1 and ${which} order by f.happened_at, f.recorded_at`,
    [caseId, values],
  );
  const cipher = await findCipher(tx, 'case', caseId, rows[0]?.dataKey ?? null);
  if (cipher === null) return [];
  return rows.map(({ id, dataKey: _, answers, ...row }) => ({
    ...row,
    answers: cipher.open<Answers>({ column: 'facts.answers', row: id }, answers) ?? {},
  }));
}
