import { parseInstant, type Instant } from '#domain/instant.js';
import { seatsOf } from '#domain/stages/mdt-sitting.js';
import { textOf, type Answers } from '#domain/task-template.js';
import { dataKeySql, findCipher, type DataKeyJson } from '../data-keys.js';
import type { Tx } from '../unit-of-work.js';

/** When the team was last convened to, and who of it has an account. */
export interface Meeting {
  readonly at: Instant;
  readonly mode: string;
  readonly usernames: readonly string[];
}

interface ConvenedRow {
  readonly id: string;
  readonly caseId: string;
  readonly answers: Buffer;
  readonly dataKey: DataKeyJson | null;
}

/** The meeting of each of these cases, of those whose story one is shown; place and agenda are read in the case alone. */
export async function readMeetings(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, Meeting>> {
  if (caseIds.length === 0) return new Map();
  const rows = await tx.query<ConvenedRow>(
    `select distinct on (f.case_id) f.id, f.case_id as "caseId", f.answers, ${dataKeySql('case', 'f.case_id')} as "dataKey"
     from facts f where f.case_id = any ($1::uuid[]) and f.key = 'convene-mdt'
     order by f.case_id, f.recorded_at desc`,
    [caseIds],
  );
  const meetings = new Map<string, Meeting>();
  for (const { id, caseId, answers: sealed, dataKey } of rows) {
    const cipher = await findCipher(tx, 'case', caseId, dataKey);
    const answers = cipher?.open<Answers>({ column: 'facts.answers', row: id }, sealed) ?? {};
    const at = parseInstant(textOf(answers, 'meetingAt'));
    if (at === null) continue;
    const usernames = seatsOf(answers, 'members').flatMap(({ username }) => username ?? []);
    meetings.set(caseId, { at, mode: textOf(answers, 'mode'), usernames });
  }
  return meetings;
}
