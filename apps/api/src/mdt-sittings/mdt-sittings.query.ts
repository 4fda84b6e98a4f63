import { Inject, Injectable } from '@nestjs/common';
import type { Instant } from '#domain/instant.js';
import { MDT_ROUND } from '#domain/stages/formal-identification.js';
import { readMeetings, type Meeting } from '#persistence/case-file/read-meetings.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { READABLE_CASE } from '../cases/cases.query.js';
import { CLOCK_WAITS } from '../clocks/due-clocks.query.js';
import type { SignedIn } from '../http/request-context.js';
import { TASK_COLUMNS, TASK_FROM, taskView, type TaskRow, type TaskView } from '../http/task-view.js';

/** One case before the team. Codes and instants: of the opinions it tells how many are in, never what they say. */
export interface MdtSittingView {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly province: string;
  /** Null until the team is convened. */
  readonly meeting: { readonly at: Instant; readonly mode: string } | null;
  /** What I am asked now. */
  readonly tasks: readonly TaskView[];
  /** Null until the interview has been held. */
  readonly opinions: {
    readonly asked: number;
    readonly given: number;
    readonly mine: 'open' | 'given' | null;
    /** Who is waited for, by username: shown to the chair alone, who may have to do without. */
    readonly waitsFor: readonly string[] | null;
  } | null;
  /** Until when the written result is due. */
  readonly resultDueAt: Instant | null;
}

/** Each opinion that the interview of the present round asked for, open or not. */
const OPINIONS_SQL = `select o.case_id as "caseId", o.assignee_id = $2 as mine, a.username,
    o.state in ('open', 'blocked') as "isOut"
  from tasks f
  join tasks i on i.case_id = f.case_id and i.workflow_id = f.workflow_id and i.cause = f.cause and i.key = 'mdt-interview'
  join tasks o on o.case_id = f.case_id and o.key = 'give-mdt-opinion' and o.cause = 'task:' || i.id
  left join accounts a on a.id = o.assignee_id
  where f.case_id = any ($1::uuid[]) and f.key = 'mdt-finding' and f.state in ('open', 'blocked') order by a.username`;

interface OpinionRow {
  readonly caseId: string;
  readonly mine: boolean;
  readonly username: string | null;
  readonly isOut: boolean;
}

/** A team has few cases at a time; beyond this the inbox has the rest. */
const MOST_CASES = 200;

@Injectable()
export class MdtSittingsQuery {
  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {}

  list(me: SignedIn): Promise<{ readonly items: readonly MdtSittingView[] }> {
    return this.unitOfWork.read(me, async (tx) => ({ items: await this.listIn(tx, me) }));
  }

  private async listIn(tx: Tx, me: SignedIn): Promise<readonly MdtSittingView[]> {
    const cases = await tx.query<Pick<MdtSittingView, 'caseId' | 'caseNumber' | 'province'>>(
      `select c.id as "caseId", c.number as "caseNumber", c.province from cases c
       where c.stage = 'formal-identification' and c.status = 'open' and ${READABLE_CASE} order by c.stage_since, c.id
       limit $1`,
      [MOST_CASES],
    );
    const ids = cases.map(({ caseId }) => caseId);
    const tasks = await tx.query<TaskRow & { readonly mine: boolean }>(
      `select ${TASK_COLUMNS}, t.assignee_id = $2 as mine ${TASK_FROM} where t.case_id = any ($1::uuid[])
       and t.state = 'open' and t.key = any ($3) order by t.position`,
      [ids, me.accountId, [...MDT_ROUND, 'give-mdt-opinion']],
    );
    const opinions = await tx.query<OpinionRow>(OPINIONS_SQL, [ids, me.accountId]);
    const results = await tx.query<{ caseId: string; dueAt: Instant }>(
      `select k.case_id as "caseId", k.due_at as "dueAt" from clocks k
       where k.case_id = any ($1::uuid[]) and k.key = 'mdt-result' and ${CLOCK_WAITS}`,
      [ids],
    );
    const meetings = await readMeetings(tx, ids);
    return cases.flatMap((kase) => {
      const ofCase = <Row extends { readonly caseId: string }>(rows: readonly Row[]): readonly Row[] =>
        rows.filter(({ caseId }) => caseId === kase.caseId);
      const open = ofCase(tasks);
      const convened = open.some(({ key }) => key === 'convene-mdt') ? undefined : meetings.get(kase.caseId);
      const asked = ofCase(opinions);
      if (!sitsIn(me, convened, asked)) return [];
      return [
        {
          ...kase,
          meeting: convened === undefined ? null : { at: convened.at, mode: convened.mode },
          tasks: open.filter((task) => isAskedOf(me, task)).map(({ mine: _, ...task }) => taskView(task, false)),
          opinions: asked.length === 0 ? null : showOpinions(me, asked),
          resultDueAt: ofCase(results)[0]?.dueAt ?? null,
        },
      ];
    });
  }
}

/**
 * The chair sees all that her team has before it. A member sees the sittings that she was convened to or is asked about;
 * where nobody was convened by account, none of her team can be told from the others, and each sees it.
 */
function sitsIn(me: SignedIn, convened: Meeting | undefined, opinions: readonly OpinionRow[]): boolean {
  if (me.roles.includes('mdt-chair')) return true;
  if (opinions.length > 0) return opinions.some(({ mine }) => mine);
  return convened !== undefined && (convened.usernames.length === 0 || convened.usernames.includes(me.username));
}

function isAskedOf(me: SignedIn, { key, roles, mine }: TaskRow & { readonly mine: boolean }): boolean {
  return key === 'give-mdt-opinion' ? mine : roles.some((role) => me.roles.includes(role));
}

function showOpinions(me: SignedIn, opinions: readonly OpinionRow[]): NonNullable<MdtSittingView['opinions']> {
  const out = opinions.filter(({ isOut }) => isOut);
  const own = opinions.find(({ mine }) => mine);
  return {
    asked: opinions.length,
    given: opinions.length - out.length,
    mine: own === undefined ? null : own.isOut ? 'open' : 'given',
    waitsFor: me.roles.includes('mdt-chair') ? out.flatMap(({ username }) => username ?? []) : null,
  };
}
