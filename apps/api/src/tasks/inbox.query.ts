import { Inject, Injectable } from '@nestjs/common';
import { PERSONAL_TASKS } from '#domain/checklists.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { SignedIn } from '../http/request-context.js';
import { TASK_COLUMNS, TASK_FROM, taskView, type TaskRow, type TaskView } from '../http/task-view.js';
import type { InboxQuery } from './dto/task.dto.js';

export const INBOX_GROUPS = ['overdue', 'today', 'next-7-days', 'later', 'no-deadline'] as const;
export type InboxGroup = (typeof INBOX_GROUPS)[number];

export interface Inbox {
  readonly items: readonly (TaskView & { readonly group: InboxGroup })[];
  readonly counts: Readonly<Record<InboxGroup, number>>;
  readonly nextCursor: string | null;
}

/** Days are Bangkok's; least time left first, no deadline last. */
const GROUP_SQL = `case
  when t.due_at is null then 'no-deadline'
  when t.due_at <= now() then 'overdue'
  when (t.due_at at time zone 'Asia/Bangkok')::date = (now() at time zone 'Asia/Bangkok')::date then 'today'
  when (t.due_at at time zone 'Asia/Bangkok')::date <= (now() at time zone 'Asia/Bangkok')::date + 7 then 'next-7-days'
  else 'later' end`;
const SORT_DUE = `coalesce(t.due_at, 'infinity')`;
const DEFAULT_LIMIT = 50;

@Injectable()
export class TasksInboxQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  list(me: SignedIn, query: InboxQuery): Promise<Inbox> {
    return this.unitOfWork.read(me, (tx) => this.listIn(tx, me, query));
  }

  private async listIn(tx: Tx, me: SignedIn, query: InboxQuery): Promise<Inbox> {
    const { where, params } = filterOf(me, query);
    const counts = await this.count(tx, where, params);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const page = [...params];
    let after = '';
    if (query.cursor !== undefined) {
      const [due, id] = decodeCursor(query.cursor);
      page.push(due ?? 'infinity', id);
      after = `and (${SORT_DUE}, t.id) > ($${page.length - 1}::timestamptz, $${page.length}::uuid)`;
    }
    page.push(limit + 1);
    const rows = await tx.query<TaskRow & { group: InboxGroup }>(
      `select ${TASK_COLUMNS}, ${GROUP_SQL} as "group" ${TASK_FROM} where ${where} ${after}
       order by ${SORT_DUE}, t.id limit $${page.length}`,
      page,
    );
    const items = rows.slice(0, limit).map((row) => ({ ...taskView(row, false), group: row.group }));
    const last = items.at(-1);
    return { items, counts, nextCursor: rows.length > limit && last ? encodeCursor([last.dueAt, last.id]) : null };
  }

  private async count(tx: Tx, where: string, params: readonly unknown[]): Promise<Record<InboxGroup, number>> {
    const rows = await tx.query<{ group: InboxGroup; count: string }>(
      `select ${GROUP_SQL} as "group", count(*) ${TASK_FROM} where ${where} group by 1`,
      params,
    );
    const counted = new Map(rows.map(({ group, count }) => [group, Number(count)]));
    return Object.fromEntries(INBOX_GROUPS.map((group) => [group, counted.get(group) ?? 0])) as Record<
      InboxGroup,
      number
    >;
  }
}

/** What a person may see of the pool: the open tasks of her roles, and what is assigned to her. */
function filterOf(me: SignedIn, query: InboxQuery): { where: string; params: unknown[] } {
  const params: unknown[] = [me.roles, me.accountId, PERSONAL_TASKS];
  const parts = [
    `t.state = 'open'`,
    '(t.roles && $1 or t.assignee_id = $2)',
    '(t.key <> all ($3::text[]) or t.assignee_id = $2)',
  ];
  const add = (sql: (place: string) => string, value: unknown): void => {
    params.push(value);
    parts.push(sql(`$${params.length}`));
  };
  if (query.assigned === 'me') parts.push('t.assignee_id = $2');
  if (query.assigned === 'unassigned') parts.push('t.assignee_id is null');
  if (query.province !== undefined) add((place) => `t.province = ${place}`, query.province);
  if (query.caseId !== undefined) add((place) => `t.case_id = ${place}`, query.caseId);
  if (query.key !== undefined) add((place) => `t.key = ${place}`, query.key);
  return { where: parts.join(' and '), params };
}
