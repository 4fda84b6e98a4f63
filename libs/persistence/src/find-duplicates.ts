import { randomUUID } from 'node:crypto';
import {
  isPossibleDuplicate,
  signalsOf,
  stateWhenFound,
  type DuplicateSignal,
  type DuplicateState,
  type SharedKeys,
} from '#domain/duplicates.js';
import type { SystemSubject } from '#domain/subject.js';
import { readPersons } from './case-file/read-person.js';
import type { Tx, UnitOfWork } from './unit-of-work.js';

/** One transaction's share: what it compares it holds. */
const CASES_AT_ONCE = 20;
/** Of those alike, the nearest: beyond these a name says nothing any more. A guess. */
const MOST_CANDIDATES = 100;

interface Candidate extends SharedKeys {
  readonly caseId: string;
  readonly sameIncident: boolean;
}

interface KnownPair {
  readonly id: string;
  readonly otherId: string;
  readonly state: DuplicateState;
  readonly dismissed: readonly DuplicateSignal[];
}

const CANDIDATES_SQL = `
  with mine as (select kind, version, key from person_search_keys where case_id = $1),
  alike as (
    select o.case_id,
      count(distinct o.key) filter (where o.kind = 'national-id')::int as "nationalIds",
      count(distinct o.key) filter (where o.kind = 'passport')::int as passports,
      count(distinct o.key) filter (where o.kind = 'phone')::int as phones,
      count(distinct o.key) filter (where o.kind = 'full-name')::int as "fullNames",
      count(distinct o.key) filter (where o.kind = 'name-word')::int as words,
      count(distinct o.key) filter (where o.kind = 'thai-sound')::int as "thaiSounds",
      count(distinct o.key) filter (where o.kind = 'sound')::int as sounds
    from mine m join person_search_keys o on o.kind = m.kind and o.version = m.version and o.key = m.key
    where o.case_id <> $1 group by o.case_id)
  select a.case_id as "caseId", a."nationalIds", a.passports, a.phones, a."fullNames", a.words, a."thaiSounds", a.sounds,
    c.incident_id = own.incident_id as "sameIncident"
  from alike a join cases c on c.id = a.case_id join cases own on own.id = $1
  order by a."nationalIds" + a.passports desc, a."fullNames" desc, greatest(a.words, a."thaiSounds", a.sounds) desc,
    a.phones desc, c.opened_at desc, c.id limit ${MOST_CANDIDATES}`;

const PAIRS_SQL = `select id, case when case_id = $1 then other_case_id else case_id end as "otherId", state,
  dismissed_signals as dismissed from duplicate_pairs where case_id = $1 or other_case_id = $1 for update`;

/**
 * Compares those whose identity was written since the last look with everybody known, and keeps the pairs for people to
 * decide on. It runs beside the report and never in it: whoever reports learns nothing, not even by the time it takes.
 */
export async function findDuplicates(unitOfWork: UnitOfWork, matcher: SystemSubject): Promise<number> {
  return unitOfWork.run(matcher, async (tx) => {
    const asked = await tx.query<{ id: string; caseId: string }>(
      `select id, case_id as "caseId" from duplicate_checks order by asked_at, id limit ${CASES_AT_ONCE}
       for update skip locked`,
    );
    let proposed = 0;
    // In the order of their ids, so that two workers never wait for each other's pairs.
    const cases = [...new Set(asked.map(({ caseId }) => caseId))].sort();
    for (const caseId of cases) proposed += await compareCase(tx, caseId);
    await tx.query('delete from duplicate_checks where id = any ($1::uuid[])', [asked.map(({ id }) => id)]);
    return proposed;
  });
}

async function compareCase(tx: Tx, caseId: string): Promise<number> {
  const candidates = await tx.query<Candidate>(CANDIDATES_SQL, [caseId]);
  const persons = await readPersons(tx, [caseId, ...candidates.map((candidate) => candidate.caseId)]);
  const known = new Map((await tx.query<KnownPair>(PAIRS_SQL, [caseId])).map((pair) => [pair.otherId, pair]));
  const own = persons.get(caseId);
  let proposed = 0;
  const found = new Set<string>();
  for (const { caseId: otherId, sameIncident, ...shared } of own === undefined ? [] : candidates) {
    const other = persons.get(otherId);
    // What has been erased is nobody any more.
    if (own === undefined || other === undefined) continue;
    const compared = { shared, birthDates: [own.bornOn, other.bornOn] as const, sameIncident };
    if (!isPossibleDuplicate(compared)) continue;
    found.add(otherId);
    proposed += await keepPair(tx, caseId, otherId, signalsOf(compared), known.get(otherId) ?? null);
  }
  // A number that was put right may have been all that was alike.
  const gone = [...known.values()].filter(({ otherId, state }) => state === 'proposed' && !found.has(otherId));
  await tx.query(`update duplicate_pairs set state = 'withdrawn' where id = any ($1::uuid[])`, [
    gone.map(({ id }) => id),
  ]);
  return proposed;
}

async function keepPair(
  tx: Tx,
  caseId: string,
  otherId: string,
  signals: readonly DuplicateSignal[],
  known: KnownPair | null,
): Promise<number> {
  const state = stateWhenFound(known, signals);
  const [first, second] = [caseId, otherId].sort();
  if (known === null) {
    const added = await tx.query<{ id: string }>(
      `insert into duplicate_pairs (id, case_id, other_case_id, state, signals, proposed_at)
       values ($1, $2, $3, $4, $5, clock_timestamp()) on conflict on constraint duplicate_pairs_cases_key do nothing returning id`,
      [randomUUID(), first, second, state, signals],
    );
    return added.length;
  }
  const again = state === 'proposed' && known.state !== 'proposed';
  await tx.query(
    `update duplicate_pairs set state = $2, signals = $3,
       proposed_at = case when $4 then clock_timestamp() else proposed_at end where id = $1`,
    [known.id, state, signals, again],
  );
  return again ? 1 : 0;
}
