import type { RecordCipher } from '#privacy/vault.js';
import { dataKeySql, findCipher, type DataKeyJson } from '../data-keys.js';
import type { Tx } from '../unit-of-work.js';

/** Who the person of a case is. */
export interface PersonOfCase {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly alias: string | null;
  readonly sex: string;
  readonly bornOn: string | null;
  readonly ageStatement: string | null;
  readonly nationality: string;
  readonly language: string;
  readonly nationalId: string | null;
  readonly passportNumber: string | null;
  readonly travelDocument: string | null;
  readonly phone: string | null;
  readonly homeProvince: string | null;
}

/** Property → column of what is sealed. */
const SEALED = {
  givenName: 'given_name',
  familyName: 'family_name',
  alias: 'alias',
  bornOn: 'born_on',
  nationalId: 'national_id',
  passportNumber: 'passport_number',
  phone: 'phone',
} as const satisfies Partial<Record<keyof PersonOfCase, string>>;
type SealedProperty = keyof typeof SEALED;

type PersonRow = Omit<PersonOfCase, SealedProperty> &
  Readonly<Record<SealedProperty, Buffer | null>> & {
    readonly id: string;
    readonly caseId: string;
    readonly dataKey: DataKeyJson | null;
  };

const PERSONS_SQL = `select p.id, c.id as "caseId", p.given_name as "givenName", p.family_name as "familyName", p.alias,
  p.sex, p.born_on as "bornOn", p.age_statement as "ageStatement", p.nationality, p.language,
  p.national_id as "nationalId", p.passport_number as "passportNumber", p.travel_document as "travelDocument", p.phone,
  p.home_province as "homeProvince", ${dataKeySql('case', 'c.id')} as "dataKey"
from persons p join cases c on c.person_id = p.id where c.id = any ($1)`;

/** The persons of these cases; none for a case that has been erased or that the subject may not see. */
export async function readPersons(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, PersonOfCase>> {
  const persons = new Map<string, PersonOfCase>();
  for (const row of await tx.query<PersonRow>(PERSONS_SQL, [caseIds])) {
    const cipher = await findCipher(tx, 'case', row.caseId, row.dataKey);
    if (cipher !== null) persons.set(row.caseId, opened(row, cipher));
  }
  return persons;
}

function opened({ dataKey: _, caseId: __, id, ...row }: PersonRow, cipher: RecordCipher): PersonOfCase {
  const open = (property: SealedProperty) =>
    cipher.open<string>({ column: `persons.${SEALED[property]}`, row: id }, row[property]);
  const sealed = Object.keys(SEALED) as SealedProperty[];
  return { ...row, ...Object.fromEntries(sealed.map((property) => [property, open(property)])) } as PersonOfCase;
}
