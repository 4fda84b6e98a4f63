import type { Instant } from '#domain/instant.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { Answers } from '#domain/task-template.js';
import { dataKeySql, findCipher, type DataKeyJson } from '../data-keys.js';
import type { Tx } from '../unit-of-work.js';

/** The answers of one completed task of a case. */
export interface RecordedAnswers {
  readonly key: TaskKey;
  readonly formVersion: number;
  readonly answers: Answers;
  readonly happenedAt: Instant;
  readonly recordedBy: string;
}

interface RecordedRow extends Omit<RecordedAnswers, 'answers'> {
  readonly id: string;
  readonly answers: Buffer;
  readonly dataKey: DataKeyJson | null;
}

/** What has been recorded in a case by tasks of these keys, earliest first; nothing once it has been erased. */
export async function readRecordedAnswers(
  tx: Tx,
  caseId: string,
  keys: readonly TaskKey[],
): Promise<RecordedAnswers[]> {
  const rows = await tx.query<RecordedRow>(
    `select f.id, f.key, f.form_version as "formVersion", f.answers, f.happened_at as "happenedAt",
       a.display_name as "recordedBy", ${dataKeySql('case', 'f.case_id')} as "dataKey"
     from facts f join accounts a on a.id = f.recorded_by
     where f.case_id = $1 and f.key = any ($2) order by f.happened_at, f.recorded_at`,
    [caseId, keys],
  );
  const cipher = await findCipher(tx, 'case', caseId, rows[0]?.dataKey ?? null);
  if (cipher === null) return [];
  return rows.map(({ id, dataKey: _, answers, ...row }) => ({
    ...row,
    answers: cipher.open<Answers>({ column: 'facts.answers', row: id }, answers) ?? {},
  }));
}
