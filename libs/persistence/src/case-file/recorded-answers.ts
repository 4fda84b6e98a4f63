import type { Instant } from '#domain/instant.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { Answers } from '#domain/task-template.js';
import type { Tx } from '../unit-of-work.js';

/** The answers of one completed task of a case. */
export interface RecordedAnswers {
  readonly key: TaskKey;
  readonly formVersion: number;
  readonly answers: Answers;
  readonly happenedAt: Instant;
  readonly recordedBy: string;
}

/** What has been recorded in a case by tasks of these keys, earliest first. */
export function readRecordedAnswers(tx: Tx, caseId: string, keys: readonly TaskKey[]): Promise<RecordedAnswers[]> {
  return tx.query<RecordedAnswers>(
    `select f.key, f.form_version as "formVersion", f.answers, f.happened_at as "happenedAt",
       a.display_name as "recordedBy"
     from facts f join accounts a on a.id = f.recorded_by
     where f.case_id = $1 and f.key = any ($2) order by f.happened_at, f.recorded_at`,
    [caseId, keys],
  );
}
