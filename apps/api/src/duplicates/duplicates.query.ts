import { Inject, Injectable } from '@nestjs/common';
import { decide, relationsTo, type RelationKey } from '#access/relation-keys.js';
import type { DuplicateDecisionKind, DuplicateSignal, DuplicateState } from '#domain/duplicates.js';
import { DomainError } from '#domain/errors.js';
import type { Instant } from '#domain/instant.js';
import { DUPLICATE_SIGNAL_LABELS } from '#domain/texts/duplicate-texts.js';
import { auditedRead, fieldsOf, type Seen } from '#persistence/audited-read.js';
import { readPersons } from '#persistence/case-file/read-person.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { purposesOf } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';

interface PairedCase {
  readonly id: string;
  readonly number: string;
  readonly stage: string;
  readonly status: string;
  readonly province: string;
  readonly agency: string | null;
}

interface PairRow {
  readonly id: string;
  readonly state: DuplicateState;
  readonly signals: readonly DuplicateSignal[];
  readonly proposedAt: Instant;
  readonly followingCaseId: string | null;
  readonly cases: readonly (PairedCase & { readonly access: readonly RelationKey[] })[];
  readonly decisions: readonly { decision: DuplicateDecisionKind; decidedBy: string; decidedAt: Instant }[];
}

const CASE_JSON = (alias: string) =>
  `json_build_object('id', ${alias}.id, 'number', ${alias}.number, 'stage', ${alias}.stage, 'status', ${alias}.status,
    'province', ${alias}.province, 'agency', ${alias}.agency, 'access', ${alias}.access)`;
const PAIRS_SQL = `select p.id, p.state, p.signals, p.proposed_at as "proposedAt",
    p.following_case_id as "followingCaseId", json_build_array(${CASE_JSON('a')}, ${CASE_JSON('b')}) as cases,
    coalesce((select json_agg(json_build_object('decision', d.decision, 'decidedBy', w.username, 'decidedAt', d.decided_at)
      order by d.decided_at) from duplicate_decisions d join accounts w on w.id = d.decided_by where d.pair_id = p.id), '[]')
      as decisions
  from duplicate_pairs p join cases a on a.id = p.case_id join cases b on b.id = p.other_case_id`;
const MOST = 200;

/** Pairs of cases that may be one person's. Row level security shows a pair to whoever is shown both of its cases. */
@Injectable()
export class DuplicatesQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  list(me: SignedIn) {
    const attempt = { action: 'list-duplicates', purpose: 'casework' } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const rows = await tx.query<PairRow>(
        `${PAIRS_SQL} where p.state = 'proposed' order by p.proposed_at, p.id limit ${MOST}`,
      );
      return { items: await this.views(tx, me, rows, seen) };
    });
  }

  ofCase(me: SignedIn, caseId: string) {
    const attempt = { action: 'read-duplicates', purpose: 'casework', caseId } as const;
    return auditedRead(this.unitOfWork, me, attempt, async (tx, seen) => {
      const [kase] = await tx.query<{ access: readonly RelationKey[] }>('select access from cases where id = $1', [
        caseId,
      ]);
      if (!mayReview(me, kase?.access ?? [])) throw new DomainError('case-not-found');
      const rows = await tx.query<PairRow>(
        `${PAIRS_SQL} where (p.case_id = $1 or p.other_case_id = $1) and p.state <> 'withdrawn'
         order by p.proposed_at desc, p.id limit ${MOST}`,
        [caseId],
      );
      return { items: await this.views(tx, me, rows, seen) };
    });
  }

  private async views(tx: Tx, me: SignedIn, found: readonly PairRow[], seen: Seen) {
    const rows = found.filter(({ cases }) => cases.every(({ access }) => mayReview(me, access)));
    const persons = await readPersons(tx, [...new Set(rows.flatMap(({ cases }) => cases.map(({ id }) => id)))]);
    const purposeOf = await purposesOf(tx, [...persons.keys()]);
    for (const [caseId, person] of persons) seen({ caseId, fields: fieldsOf(person), ...purposeOf(caseId) });
    return rows.map(({ cases, signals, ...row }) => ({
      ...row,
      signals: signals.map((code) => ({ code, label: DUPLICATE_SIGNAL_LABELS[code] })),
      // Who sees no persons, as a national supervisor, sees that a pair waits and decides nothing.
      mayDecide: cases.every(({ id }) => persons.has(id)),
      cases: cases.map(({ access: _, ...kase }) => ({ ...kase, person: persons.get(kase.id) ?? null })),
    }));
  }
}

function mayReview(me: SignedIn, access: readonly RelationKey[]): boolean {
  return decide(me, relationsTo(me, access), 'duplicate.review');
}
