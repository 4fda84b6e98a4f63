import { Inject, Injectable } from '@nestjs/common';
import type { AuditAction } from '#domain/texts/audit-texts.js';
import { recordAudit } from '#persistence/audit-entry.js';
import { fieldsOf } from '#persistence/audited-read.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { SignedIn } from '../http/request-context.js';
import type { AuditEventsQuery, ReadersQuery } from './dto/audit.dto.js';

interface AuditEventRow {
  readonly id: string;
  readonly at: string;
  readonly account: string | null;
  readonly roles: readonly string[];
  readonly agency: string;
  readonly action: string;
  readonly purpose: string;
  readonly decision: 'allowed' | 'refused';
  readonly caseId: string | null;
  readonly subjectId: string | null;
  readonly fields: readonly string[];
  readonly requestId: string | null;
}

interface ReaderRow {
  readonly account: string | null;
  readonly agency: string;
  readonly roles: readonly string[];
  readonly firstAt: string;
  readonly lastAt: string;
  readonly times: number;
  readonly refused: number;
  readonly actions: readonly string[];
  readonly fields: readonly string[];
}

/** What shows something of her without being called a read of her file. */
const OTHER_READS = [
  'break-glass',
  'export-personal-data',
  'list-documents',
  'list-duplicates',
  'preview-shared-fields',
  'search-persons',
];

/** The audit, as its auditor reads it: who did what, never what was in it. Each look is itself on the audit. */
@Injectable()
export class AuditQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  list(me: SignedIn, query: AuditEventsQuery) {
    return this.unitOfWork.run(me, async (tx) => {
      const { limit = 50 } = query;
      const rows = await tx.query<AuditEventRow>(...this.listSql(query, limit));
      await recordLook(tx, me, 'read-audit', query);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.at, last.id]) : null };
    });
  }

  private listSql(query: AuditEventsQuery, limit: number): [sql: string, params: unknown[]] {
    const params: unknown[] = [];
    const parts = ['true'];
    const add = (value: unknown, sql: (place: string) => string): void => {
      if (value === undefined) return;
      params.push(value);
      parts.push(sql(`$${params.length}`));
    };
    add(query.caseId, (place) => `e.case_id = ${place}`);
    add(query.account, (place) => `e.account_id = (select id from accounts where username = ${place})`);
    add(query.action, (place) => `e.action = ${place}`);
    add(query.decision, (place) => `e.decision = ${place}`);
    add(query.from, (place) => `e.at >= ${place}`);
    add(query.to, (place) => `e.at < ${place}`);
    if (query.cursor !== undefined) {
      params.push(...decodeCursor(query.cursor));
      parts.push(`(e.at, e.id) < ($${params.length - 1}::timestamptz, $${params.length}::uuid)`);
    }
    params.push(limit + 1);
    const sql = `select e.id, e.at, a.username as account, e.roles, e.agency, e.action, e.purpose, e.decision,
        e.case_id as "caseId", e.subject_id as "subjectId", e.fields, e.request_id as "requestId"
      from audit_events e left join accounts a on a.id = e.account_id
      where ${parts.join(' and ')} order by e.at desc, e.id desc limit $${params.length}`;
    return [sql, params];
  }

  /** Who saw her, or was refused, between two instants, a line for each account: for her, and for the Office after a breach (S32). */
  readers(me: SignedIn, query: ReadersQuery) {
    return this.unitOfWork.run(me, async (tx) => {
      const items = await tx.query<ReaderRow>(
        `select a.username as account, e.agency, e.roles, min(e.at) as "firstAt", max(e.at) as "lastAt",
           count(distinct e.id) filter (where e.decision = 'allowed')::int as times,
           count(distinct e.id) filter (where e.decision = 'refused')::int as refused,
           array_agg(distinct e.action order by e.action) as actions,
           coalesce(array_agg(distinct f.field order by f.field) filter (where f.field is not null), '{}') as fields
         from audit_events e left join accounts a on a.id = e.account_id
           left join lateral unnest(e.fields) as f(field) on true
         where e.case_id = $1 and e.purpose <> 'audit'
           and (e.action like 'read-%' or e.action = any ($4) or e.decision = 'refused')
           and e.at >= coalesce($2::timestamptz, '-infinity') and e.at < coalesce($3::timestamptz, 'infinity')
         group by a.username, e.agency, e.roles order by max(e.at) desc`,
        [query.caseId, query.from ?? null, query.to ?? null, OTHER_READS],
      );
      await recordLook(tx, me, 'read-audit-readers', query);
      return { items };
    });
  }
}

/** What was looked for: the names of the filters, and whose case, never who was sought by name. */
function recordLook(tx: Tx, me: SignedIn, action: AuditAction, query: AuditEventsQuery | ReadersQuery): Promise<void> {
  const { caseId = null } = query;
  return recordAudit(tx, me, [{ action, purpose: 'audit', caseId, fields: fieldsOf(query) }]);
}
