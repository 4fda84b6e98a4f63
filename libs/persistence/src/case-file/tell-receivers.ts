import type { Instant } from '#domain/instant.js';
import { noticeTo } from '../notices/notice-to.js';
import type { TaskOfCase } from '../rows.js';
import type { Tx } from '../unit-of-work.js';
import type { CaseFile } from './case-file.js';

/** Whom a referral had asked that her withdrawal has ended. */
export interface EndedShare {
  readonly agency: string;
  readonly roles: TaskOfCase['roles'];
  readonly at: Instant;
}

const RECEIVERS_SQL = `select distinct a.id from accounts a
  join jsonb_to_recordset($1) as ended (agency text, roles text[]) on a.agency = ended.agency and a.roles && ended.roles
  where a.disabled_at is null`;

/** At once, also at night: what they were given they may use no more. The case's number, and nothing of the person. */
export async function tellReceivers(tx: Tx, file: CaseFile, ended: readonly EndedShare[]): Promise<void> {
  const [first] = ended;
  if (first === undefined) return;
  const people = await tx.query<{ id: string }>(RECEIVERS_SQL, [JSON.stringify(ended)]);
  const orders = people.map(({ id }) => ({
    recipientId: id,
    kind: 'consent-withdrawn' as const,
    topic: `consent-withdrawn:${file.id}:${first.at}`,
    // It is no longer hers to open.
    caseId: null,
    params: { caseNumber: file.row.number },
    urgent: true,
  }));
  await noticeTo(tx, orders, file.policy.notices);
}
