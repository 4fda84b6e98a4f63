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
    const limit = query.limit ?? DEFAULT_LIMIT;
    const { counts, page } = await pageOf(tx, me, query, limit + 1);
    const shown = page.slice(0, limit);
    const rows = await tx.query<TaskRow>(
      `select ${TASK_COLUMNS} ${TASK_FROM} where t.id = any ($1) order by ${SORT_DUE}, t.id`,
      [shown.map(([id]) => id)],
    );
    const groups = new Map(shown);
    const items = rows.map((row) => ({ ...taskView(row, false), group: groups.get(row.id) ?? 'no-deadline' }));
    const last = items.at(-1);
    return { items, counts, nextCursor: page.length > limit && last ? encodeCursor([last.dueAt, last.id]) : null };
  }
}

type Counts = Readonly<Record<InboxGroup, number>>;
type TaskOnPage = readonly [id: string, group: InboxGroup];

/** One walk over her tasks, for the counts and the page: what is shown of a task is read for the page only. */
async function pageOf(
  tx: Tx,
  me: SignedIn,
  query: InboxQuery,
  limit: number,
): Promise<{ readonly counts: Counts; readonly page: readonly TaskOnPage[] }> {
  const { where, params } = filterOf(me, query);
  let after = '';
  if (query.cursor !== undefined) {
    const [due, id] = decodeCursor(query.cursor);
    params.push(due ?? 'infinity', id);
    after = `where (due, id) > ($${params.length - 1}::timestamptz, $${params.length}::uuid)`;
  }
  params.push(limit);
  const [row] = await tx.query<{ counts: Partial<Counts> | null; page: readonly TaskOnPage[] | null }>(
    `with mine as materialized (
       select t.id, ${SORT_DUE} as due, ${GROUP_SQL} as "group" from tasks t where ${where})
     select
       (select json_object_agg("group", number) from (select "group", count(*) as number from mine group by 1) c)
         as counts,
       (select json_agg(json_build_array(id, "group") order by due, id)
         from (select * from mine ${after} order by due, id limit $${params.length}) p) as page`,
    params,
  );
  const counted = row?.counts ?? {};
  const counts = Object.fromEntries(INBOX_GROUPS.map((group) => [group, counted[group] ?? 0])) as Record<
    InboxGroup,
    number
  >;
  return { counts, page: row?.page ?? [] };
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
