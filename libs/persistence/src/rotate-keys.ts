import type { Subject } from '#domain/subject.js';
import { KEY_OWNERS, type KeyOwnerKind, type KeyRow, type Vault } from '#privacy/vault.js';
import { readPersons } from './case-file/read-person.js';
import { searchKeyColumns } from './case-file/case-keys.js';
import type { Tx, UnitOfWork } from './unit-of-work.js';

interface WrappedRow {
  readonly id: string;
  readonly kind: KeyOwnerKind;
  readonly ownerId: string;
  readonly kekId: string;
  readonly wrapped: Buffer;
}

/** Small enough that no step waits for a locked key noticeably, large enough for 10,000 cases in a minute. */
const BATCH = 200;
const BUSY_KEY_MS = 50;
const OWNER_SQL = `case ${KEY_OWNERS.map((kind) => `when ${kind}_id is not null then '${kind}'`).join(' ')} end as kind,
  coalesce(${KEY_OWNERS.map((kind) => `${kind}_id`).join(', ')}) as "ownerId"`;

/**
 * Rewraps every data key that is not under the current key-encryption key, in short transactions while people work.
 * What was sealed is not touched. Interrupted, it goes on where it stopped: what is done no longer matches.
 */
export async function rewrapDataKeys(unitOfWork: UnitOfWork, subject: Subject, vault: Vault): Promise<number> {
  const current = await vault.keys.currentKekId();
  let done = 0;
  for (;;) {
    const rewrapped = await unitOfWork.run(subject, (tx) => rewrapBatch(tx, vault, current));
    done += rewrapped;
    if (rewrapped > 0) continue;
    if (!(await isLeft(unitOfWork, subject, current))) return done;
    await new Promise((resolve) => setTimeout(resolve, BUSY_KEY_MS));
  }
}

async function isLeft(unitOfWork: UnitOfWork, subject: Subject, current: string): Promise<boolean> {
  const left = await unitOfWork.read(subject, (tx) =>
    tx.query('select 1 from data_keys where kek_id <> $1 limit 1', [current]),
  );
  return left.length > 0;
}

async function rewrapBatch(tx: Tx, vault: Vault, current: string): Promise<number> {
  // Skipped, not waited for: who shreds holds a case's key and wants its incident's, and would wait for this batch.
  const rows = await tx.query<WrappedRow>(
    `select id, ${OWNER_SQL}, kek_id as "kekId", wrapped from data_keys where kek_id <> $1 order by id limit ${BATCH} for update skip locked`,
    [current],
  );
  const rewrapped = await Promise.all(rows.map((row) => vault.rewrapKey(row.kind, row.ownerId, row)));
  await writeWrapped(tx, rewrapped);
  return rows.length;
}

async function writeWrapped(tx: Tx, rows: readonly KeyRow[]): Promise<void> {
  await tx.query(
    `update data_keys k set kek_id = r.kek_id, wrapped = r.wrapped
     from unnest($1::uuid[], $2::text[], $3::bytea[]) as r (id, kek_id, wrapped) where k.id = r.id`,
    [rows.map(({ id }) => id), rows.map(({ kekId }) => kekId), rows.map(({ wrapped }) => wrapped)],
  );
}

/**
 * Writes the search keys of every person anew under the newest key of the index and removes the older ones. A search
 * meanwhile asks for every version, so nobody is missing. This opens every name, which rewrapping does not: it is asked
 * for separately (docs/decisions/0016).
 */
export async function renewSearchKeys(unitOfWork: UnitOfWork, subject: Subject, vault: Vault): Promise<number> {
  const version = (await vault.searchIndexKeys())[0]?.version ?? 0;
  let done = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const renewed = await unitOfWork.run(subject, (tx) => renewBatch(tx, vault, version, after));
    const last = renewed.at(-1);
    if (last === undefined) return done;
    after = last;
    done += renewed.length;
  }
}

async function renewBatch(tx: Tx, vault: Vault, version: number, after: string): Promise<readonly string[]> {
  // Under the case's lock: a person who is corrected or shredded meanwhile is not written back as she was.
  const cases = await tx.query<{ id: string }>(
    `select c.id from cases c where c.id > $2
       and exists (select from person_search_keys k where k.case_id = c.id and k.version <> $1)
     order by c.id limit ${BATCH} for update of c`,
    [version, after],
  );
  const ids = cases.map(({ id }) => id);
  const persons = await readPersons(tx, ids);
  const indexKeys = await vault.searchIndexKeys();
  const rows = [...persons].flatMap(([caseId, person]) => searchKeyColumns(indexKeys, caseId, person));
  await tx.query(
    `with written as (
       insert into person_search_keys (case_id, kind, version, key)
       select * from unnest($2::uuid[], $3::text[], $4::smallint[], $5::bytea[]) on conflict do nothing)
     delete from person_search_keys where case_id = any ($1::uuid[]) and version <> $6`,
    [
      ids,
      rows.map((row) => row.case_id),
      rows.map(({ kind }) => kind),
      rows.map((row) => row.version),
      rows.map(({ key }) => key),
      version,
    ],
  );
  return ids;
}
