import { randomUUID } from 'node:crypto';
import { DomainError } from '#domain/errors.js';
import { CORRECTABLE_FIELDS, type CorrectableField, type PersonChanges } from '#domain/subject-requests.js';
import { vaultOf } from '../data-keys.js';
import type { Tx } from '../unit-of-work.js';
import { askForDuplicates } from './ask-for-duplicates.js';
import type { CaseFile } from './case-file.js';
import { searchKeyColumns } from './case-keys.js';
import { readPersons } from './read-person.js';

const COLUMNS = {
  givenName: 'given_name',
  familyName: 'family_name',
  alias: 'alias',
  nationalId: 'national_id',
  passportNumber: 'passport_number',
  phone: 'phone',
} as const satisfies Record<CorrectableField, string>;

/** Puts what is right in its place and keeps what stood there, sealed. She is found by the new values from then on. */
export async function correctPerson(
  file: CaseFile,
  tx: Tx,
  requestId: string,
  changes: PersonChanges,
): Promise<readonly CorrectableField[]> {
  const before = (await readPersons(tx, [file.id])).get(file.id);
  const [person] = await tx.query<{ id: string }>('select person_id as id from cases where id = $1', [file.id]);
  // Whoever may not see her cannot put right what is written of her.
  if (before === undefined || person === undefined) throw new DomainError('not-permitted');
  const cipher = await file.contents.cipher();
  const fields = CORRECTABLE_FIELDS.filter((field) => changes[field] !== undefined && changes[field] !== before[field]);
  for (const field of fields) {
    const column = COLUMNS[field];
    file.writes.insert('personCorrections', {
      id: randomUUID(),
      case_id: file.id,
      request_id: requestId,
      field,
      previous: before[field],
      corrected_by: file.actor.accountId,
      corrected_at: file.now,
    });
    await tx.query(`update persons set ${column} = $2 where id = $1`, [
      person.id,
      cipher.seal({ column: `persons.${column}`, row: person.id }, changes[field]),
    ]);
  }
  await tx.query('delete from person_search_keys where case_id = $1', [file.id]);
  const indexKeys = await vaultOf(tx).searchIndexKeys();
  for (const row of searchKeyColumns(indexKeys, file.id, { ...before, ...changes })) {
    file.writes.insert('searchKeys', row);
  }
  askForDuplicates(file);
  return fields;
}
