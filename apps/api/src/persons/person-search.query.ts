import { Inject, Injectable } from '@nestjs/common';
import { refuseWhenViolated } from '#domain/errors.js';
import type { Stage } from '#domain/stages.js';
import { auditedRead, fieldsOf } from '#persistence/audited-read.js';
import { readPersons } from '#persistence/case-file/read-person.js';
import { vaultOf } from '#persistence/data-keys.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { blindKey, searchTerms, type SearchKind } from '#privacy/search/search-keys.js';
import { purposesOf } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';
import type { PersonSearchDto } from './dto/person-search.dto.js';

/** How much a match says. A guess, except for its order: a number says more than a name, a name more than its sound. */
const WEIGHT = {
  'national-id': 100,
  passport: 100,
  phone: 60,
  'full-name': 50,
  'name-word': 20,
  'thai-sound': 8,
  sound: 5,
} as const satisfies Record<SearchKind, number>;
const MOST = 50;

interface FoundCase {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly stage: Stage;
  readonly status: string;
  readonly province: string;
  readonly matches: readonly SearchKind[];
}

const SEARCH_SQL = `
  with asked as (
    select * from unnest($1::text[], $2::smallint[], $3::bytea[], $4::int[]) as a (kind, version, key, weight)),
  found as (
    select k.case_id, sum(a.weight) as weight, array_agg(distinct k.kind) as matches
    from person_search_keys k join asked a on k.key = a.key and k.kind = a.kind and k.version = a.version
    group by k.case_id)
  select c.id as "caseId", c.number as "caseNumber", c.stage, c.status, c.province, f.matches
  from found f join cases c on c.id = f.case_id
  order by f.weight desc, c.opened_at desc, c.id limit ${MOST}`;

/** Finds people although no name is stored: what is asked is hashed as what is known was. People decide who is who. */
@Injectable()
export class PersonSearchQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  async search(me: SignedIn, { name, nationalId, passportNumber, phone }: PersonSearchDto) {
    const terms = searchTerms({ givenName: name, nationalId, passportNumber, phone });
    if (terms.length === 0) refuseWhenViolated([{ path: '/name', code: 'field-missing' }]);
    return auditedRead(this.unitOfWork, me, { action: 'search-persons', purpose: 'casework' }, async (tx, seen) => {
      const found = await this.findCases(tx, terms);
      const persons = await readPersons(
        tx,
        found.map(({ caseId }) => caseId),
      );
      const purposeOf = await purposesOf(tx, [...persons.keys()]);
      for (const [caseId, person] of persons) seen({ caseId, fields: fieldsOf(person), ...purposeOf(caseId) });
      return { items: found.map((kase) => ({ ...kase, person: persons.get(kase.caseId) ?? null })) };
    });
  }

  private async findCases(tx: Tx, terms: ReturnType<typeof searchTerms>): Promise<readonly FoundCase[]> {
    // Of every version: while the index is being renewed some are written under the old key, some under the new one.
    const asked = (await vaultOf(tx).searchIndexKeys()).flatMap(({ version, key }) =>
      terms.map((term) => ({ ...blindKey(key, term), version })),
    );
    return tx.query<FoundCase>(SEARCH_SQL, [
      asked.map(({ kind }) => kind),
      asked.map(({ version }) => version),
      asked.map(({ key }) => key),
      asked.map(({ kind }) => WEIGHT[kind]),
    ]);
  }
}
