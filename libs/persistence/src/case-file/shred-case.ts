import { DomainError } from '#domain/errors.js';
import type { Subject } from '#domain/subject.js';
import type { KeyOwnerKind, Vault } from '#privacy/vault.js';
import type { Tx, UnitOfWork } from '../unit-of-work.js';

/**
 * Makes the personal data of a case unreadable: its key goes, and what she could be found by. Codes, clocks and the
 * audit stay. The texts that an incident shares between its cases go with the last of them. After the commit,
 * `destroyShreddedKeys` takes from the key provider what a backup would still need.
 */
export async function shredCase(tx: Tx, caseId: string): Promise<void> {
  // The incident first: of two cases shredded at once, the second must see that it is the last.
  const [incident] = await tx.query<{ id: string }>(
    `select i.id, set_config('saphan.written', array_append(saphan_written(), c.id)::text, true) as written
     from incidents i join cases c on c.incident_id = i.id where c.id = $1 for update of i, c`,
    [caseId],
  );
  if (incident === undefined) throw new DomainError('case-not-found');
  await tx.query('delete from person_search_keys where case_id = $1', [caseId]);
  await tx.query('delete from task_drafts where task_id in (select id from tasks where case_id = $1)', [caseId]);
  await tx.query(
    `with keys as (delete from data_keys where case_id = $1)
     insert into shreddings (owner_kind, owner_id) values ('case', $1) on conflict do nothing`,
    [caseId],
  );
  await tx.query(
    `with keys as (
       delete from data_keys where incident_id = $1 and not exists (
         select from cases c join data_keys k on k.case_id = c.id where c.incident_id = $1)
       returning incident_id)
     insert into shreddings (owner_kind, owner_id) select 'incident', incident_id from keys on conflict do nothing`,
    [incident.id],
  );
}

/**
 * Destroys the shred keys of all that has been shredded: from then on no backup of the database opens it either. Safe
 * to repeat and to be interrupted: what was not noted is destroyed again.
 */
export async function destroyShreddedKeys(unitOfWork: UnitOfWork, subject: Subject, vault: Vault): Promise<number> {
  const pending = await unitOfWork.read(subject, (tx) =>
    tx.query<{ kind: KeyOwnerKind; id: string }>(
      `select owner_kind as kind, owner_id as id from shreddings where destroyed_at is null
       order by shredded_at limit 500`,
    ),
  );
  if (pending.length === 0) return 0;
  await vault.destroyShredKeys(pending);
  await unitOfWork.run(subject, (tx) =>
    tx.query(
      `update shreddings s set destroyed_at = now() from unnest($1::text[], $2::uuid[]) as d (kind, id)
       where s.owner_kind = d.kind and s.owner_id = d.id`,
      [pending.map(({ kind }) => kind), pending.map(({ id }) => id)],
    ),
  );
  return pending.length;
}
