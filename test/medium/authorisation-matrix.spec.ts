import { declaredRoutes } from '../architecture/api-surface.js';
import type { FieldGroup, Relation } from '#access/permissions.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { expectedOf, holds, shows, type Expected } from './authorisation-expected.js';
import { BODIES, CONTENT_ROUTES, ENDS_THE_SESSION, MARKERS, type ContentRoute } from './authorisation-routes.js';
import {
  buildWorld,
  CASES,
  STANDS,
  TASKS,
  type CaseName,
  type TaskFixture,
  type TaskName,
  type Who,
  type World,
} from './authorisation-world.js';
import { TestApi, type Answer, type Method } from './test-api.js';

const MISSING = '00000000-0000-4000-8000-00000000dead';
/** Ids of what belongs to staff, to the house or to the law. Whatever else has an id is about a case. */
const ABOUT_NO_CASE = /\/v1\/(?:accounts|agencies|breaches|machine-tokens|notices|policies|sessions|webhooks)\/\{/;
const LANES = 8;
/** Fields of one answer, by the group that must be shown for them to say anything. */
const FIELDS_OF_A_CASE: Readonly<Partial<Record<FieldGroup, readonly string[]>>> = {
  person: ['person', 'incidentNumber'],
  story: ['codes'],
};

interface Route extends Partial<ContentRoute> {
  readonly route: string;
  readonly permission: string;
}
interface Thing {
  readonly id: string;
  readonly of: CaseName | null;
  readonly name: string;
  readonly task?: TaskFixture;
}
interface Cell {
  readonly who: Who;
  readonly route: Route;
  readonly thing: Thing | null;
  readonly expected: Expected;
}
interface Observed extends Cell {
  readonly answer: Answer;
}

const ROUTES: readonly Route[] = declaredRoutes().map(({ route, permission }) => ({
  route,
  permission: permission ?? 'nobody',
  ...CONTENT_ROUTES[route],
}));
const NO_CASE = ROUTES.filter((route) => route.about === undefined);
const CONTENT = ROUTES.filter((route): route is Route & ContentRoute => route.about !== undefined);

/** Hers by the table written by hand: to the file, and to the task if it is one. */
function standing({ name }: Who, { of, task }: Thing): readonly Relation[] {
  if (of === null) return [];
  return [...(STANDS[of][name] ?? []), ...(task?.asks[name] ?? [])];
}

/** To the case as a whole: also through any of its tasks. */
function standingToCase(who: string, of: CaseName): readonly Relation[] {
  const tasks = (Object.values(TASKS) as readonly TaskFixture[]).filter((task) => task.of === of);
  return [...(STANDS[of][who] ?? []), ...tasks.flatMap(({ asks }) => asks[who] ?? [])];
}

function observedOf({ status, code }: Answer, thing: Thing | null): Expected {
  if (code === 'not-signed-in') return 'not-signed-in';
  if (code === 'not-permitted') return 'not-permitted';
  const hiding = [
    'case-not-found',
    'clock-not-found',
    'referral-not-found',
    'approval-not-found',
    'document-not-found',
    'duplicate-not-found',
    'upload-not-found',
    'subject-request-not-found',
  ];
  const isHidden = hiding.includes(code ?? '') || (code === 'task-not-found' && thing?.task !== undefined);
  return thing !== null && status === 404 && isHidden ? 'hidden' : 'through';
}

describe('who may do what, asked of every endpoint and every table (S01)', () => {
  let api: TestApi;
  let world: World;
  let observed: readonly Observed[];
  let cells = 0;

  const thingsOf = ({ about }: ContentRoute): readonly Thing[] => {
    const missing: Thing = { id: MISSING, of: null, name: 'missing' };
    const ofCases = (ids: Readonly<Record<CaseName, string>>) => CASES.map((of) => ({ id: ids[of], of, name: of }));
    if (about === 'task') {
      const names = Object.keys(TASKS) as TaskName[];
      const tasks = names.map((name) => ({ id: world.tasks[name], of: TASKS[name].of, name, task: TASKS[name] }));
      return [...tasks, { ...missing, task: { of: 'own', key: 'triage-report', roles: [], asks: {} } }];
    }
    if (about === 'referral') {
      return [{ id: world.referral, of: 'own', name: 'referral', task: TASKS.answer }, missing];
    }
    if (about === 'request') return [{ id: world.request, of: 'own', name: 'request' }, missing];
    // Of two cases: whoever stands to the closed one stands to the other as well.
    if (about === 'duplicate') return [{ id: world.duplicate, of: 'closed', name: 'duplicate' }, missing];
    if (about === 'upload') return [missing];
    if (about === 'document') return [{ id: world.document, of: 'own', name: 'document' }, missing];
    const ids = { case: world.cases, clock: world.clocks, approval: world.approvals }[about];
    return [...ofCases(ids), missing];
  };

  const cellsOf = (who: Who): readonly Cell[] => {
    const { roles } = who.me;
    const plain = NO_CASE.filter(
      ({ route, permission }) => permission !== 'public' && !ENDS_THE_SESSION.includes(route),
    );
    return [
      ...plain.map((route) => ({
        who,
        route,
        thing: null,
        expected: holds(roles, route.permission) ? ('through' as const) : ('not-permitted' as const),
      })),
      ...CONTENT.flatMap((route) =>
        thingsOf(route).map((thing) => {
          const isOfTheTask = thing.task !== undefined || thing.of === null;
          const stands = isOfTheTask ? standing(who, thing) : standingToCase(who.name, thing.of);
          return { who, route, thing, expected: expectedOf(route, roles, stands, thing.task?.roles) };
        }),
      ),
    ];
  };

  const ask = ({ route: { route, body, headers }, thing }: Pick<Cell, 'route' | 'thing'>, cookie: string) => {
    const [method = '', path = ''] = route.split(' ');
    const url = path.replace(/\{[^}]+\}/g, thing?.id ?? MISSING);
    const sent = body ?? BODIES[route] ?? (/^(?:POST|PUT|PATCH)$/.test(method) ? {} : undefined);
    return api.ask(method as Method, url, {
      ...(sent === undefined ? {} : { body: sent }),
      headers: { ...headers, ...(cookie === '' ? {} : { cookie }) },
    });
  };

  async function inLanes<In, Out>(all: readonly In[], work: (one: In) => Promise<Out>): Promise<Out[]> {
    const results: Out[] = [];
    let next = 0;
    const lane = async () => {
      for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at] as In);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return results;
  }

  const told = ({ who, route, thing }: Cell) => `${who.name}: ${route.route} of ${thing?.name ?? 'nothing'}`;

  beforeAll(async () => {
    // Every refusal is looked up on the audit: none may go unwritten because one account had too many.
    process.env.SAPHAN_LIMIT_REFUSALS = '100000';
    api = await TestApi.open();
    world = await buildWorld(api);
    const all = world.people.flatMap(cellsOf);
    observed = await inLanes(all, async (cell) => ({ ...cell, answer: await ask(cell, cell.who.cookie) }));
    cells += observed.length;
  }, 240_000);
  afterAll(() => api.close(), 60_000);

  it('asks every endpoint there is: one that is about a case and stands not in the table fails', () => {
    expect(Object.keys(CONTENT_ROUTES).filter((route) => !ROUTES.some((known) => known.route === route))).toEqual([]);
    expect(ROUTES.filter(({ permission }) => permission === 'nobody')).toEqual([]);
    const ofThings = NO_CASE.filter(({ route }) => route.includes('{'));
    expect(ofThings.filter(({ route }) => !ABOUT_NO_CASE.test(route)).map(({ route }) => route)).toEqual([]);
  });

  it('answers each person about each case what the one table says', () => {
    const differ = observed
      .map((cell) => ({ cell, got: observedOf(cell.answer, cell.thing) }))
      .filter(({ cell, got }) => got !== cell.expected)
      .map(
        ({ cell, got }) => `${told(cell)}: ${got} (${cell.answer.status} ${cell.answer.code}), not ${cell.expected}`,
      );
    expect(differ).toEqual([]);
  });

  it('never fails unexpectedly', () => {
    expect(
      observed.filter(({ answer }) => answer.status >= 500 && answer.code !== 'service-unavailable').map(told),
    ).toEqual([]);
  });

  it('says of another’s case, letter by letter, what it says of one that does not exist (S02)', () => {
    const hidden = observed.filter(({ expected }) => expected === 'hidden');
    const bodies = new Map<string, Set<string>>();
    for (const { route, answer } of hidden) {
      const { requestId: _, ...body } = answer.body;
      const key = `${answer.status} ${JSON.stringify(body)}`;
      bodies.set(route.route, (bodies.get(route.route) ?? new Set()).add(key));
    }
    expect(hidden.length).toBeGreaterThan(1_000);
    expect([...bodies].filter(([, found]) => found.size !== 1)).toEqual([]);
    expect(hidden.filter(({ answer }) => answer.status !== 404).map(told)).toEqual([]);
  });

  it('writes every refusal down under the case that it is of, also where only a task, a clock or a document names it', async () => {
    const rows = await api.sql<{ requestId: string; caseId: string | null }>(
      `select request_id as "requestId", case_id as "caseId" from audit_events where decision = 'refused'`,
    );
    const casesOf = new Map<unknown, (string | null)[]>();
    for (const { requestId, caseId } of rows) casesOf.set(requestId, [...(casesOf.get(requestId) ?? []), caseId]);
    const refused = observed.flatMap((cell) => {
      const { answer, thing } = cell;
      const isRefused = answer.status === 403 || (answer.status === 404 && cell.expected === 'hidden');
      return isRefused && thing !== null ? [{ ...cell, thing, cases: casesOf.get(answer.body.requestId) ?? [] }] : [];
    });
    expect(refused.filter(({ cases }) => cases.length === 0).map(told)).toEqual([]);
    const ofNothing = refused.filter(({ thing }) => thing.of === null);
    expect(ofNothing.length).toBeGreaterThan(100);
    expect(ofNothing.filter(({ cases }) => cases.some((id) => id !== null && id !== MISSING)).map(told)).toEqual([]);
    const misplaced = refused.filter(
      ({ thing, cases }) => thing.of !== null && !(cases as unknown[]).includes(world.cases[thing.of]),
    );
    expect(misplaced.map(told)).toEqual([]);
    // Of another's upload the matrix has none.
    const about = CONTENT.map((route) => route.about).filter((target) => target !== 'upload');
    const seen = refused.filter(({ thing }) => thing.of !== null).map(({ route }) => route.about);
    expect(new Set(seen)).toEqual(new Set(about));
  });

  it('shows of a case only the groups of fields that the relation shows (S04)', () => {
    const read = observed.filter(({ route, answer }) => route.route === 'GET /v1/cases/{id}' && answer.status === 200);
    expect(read.length).toBeGreaterThan(20);
    for (const cell of read) {
      const stands = standingToCase(cell.who.name, cell.thing?.of ?? 'own');
      for (const [group, fields] of Object.entries(FIELDS_OF_A_CASE) as [FieldGroup, readonly string[]][]) {
        const said = fields.map((field) => cell.answer.body[field] !== null && cell.answer.body[field] !== undefined);
        const expected = fields.map(() => shows(cell.who.me.roles, stands, group));
        expect({ of: told(cell), group, said }).toEqual({ of: told(cell), group, said: expected });
        cells += fields.length;
      }
    }
  });

  it('tells a name, a purpose or a case in a list to nobody who is not shown it (S04, S33)', () => {
    const leaks = observed.flatMap((cell) => {
      const { who, answer } = cell;
      const stands = (of: CaseName) => standingToCase(who.name, of);
      // Her name is among the fields of the one referral: its receiver is shown it there, and nowhere else.
      const isContract =
        cell.route.route === 'GET /v1/service-referrals/{id}/shared-fields' && cell.expected === 'through';
      const shown = (group: FieldGroup) => CASES.some((of) => shows(who.me.roles, stands(of), group));
      const cases = CASES.filter((of) => answer.text.includes(world.cases[of]) && answer.status < 400);
      // Ids stand in the audit; the auditor reads those, and nothing of what they are of.
      const foreign = cases.filter(
        (of) => !shows(who.me.roles, stands(of), 'status') && !shows(who.me.roles, stands(of), 'audit'),
      );
      return [
        ...(answer.text.includes(MARKERS.person) && !shown('person') && !isContract ? [`${told(cell)}: a name`] : []),
        ...(answer.text.includes(MARKERS.referral) && !shown('referral') && !shown('contract')
          ? [`${told(cell)}: a purpose`]
          : []),
        ...foreign.map((of) => `${told(cell)}: the case ${of}`),
      ];
    });
    expect(leaks).toEqual([]);
    // The markers are there to be found.
    const text = observed.map(({ answer }) => answer.text).join('');
    expect([text.includes(MARKERS.person), text.includes(MARKERS.referral)]).toEqual([true, true]);
  });

  it('shows an administrator no content, whatever else she may do (S33)', () => {
    const blind = observed.filter(({ who }) => who.me.roles.includes('administrator'));
    const secrets = Object.values(MARKERS);
    expect(blind.filter(({ answer }) => answer.status === 200).length).toBeGreaterThan(50);
    expect(blind.filter(({ answer }) => secrets.some((secret) => answer.text.includes(secret))).map(told)).toEqual([]);
  });

  it('refuses everybody without a session', async () => {
    const closed = ROUTES.filter(({ permission }) => permission !== 'public');
    const answers = await inLanes(closed, (route) => ask({ route, thing: null }, ''));
    expect(answers.map(({ code }) => code)).toEqual(closed.map(() => 'not-signed-in'));
    cells += closed.length;
  });

  describe('in the tables themselves, under row level security (S03)', () => {
    /** The group of fields that each table belongs to. One that holds something of a case and is not here fails. */
    const GROUPS: Readonly<Record<string, FieldGroup>> = {
      cases: 'status',
      persons: 'person',
      incidents: 'person',
      person_search_keys: 'person',
      processes: 'process',
      timeline_events: 'process',
      clock_events: 'process',
      clocks: 'process',
      outbox: 'process',
      case_faults: 'process',
      duplicate_checks: 'process',
      stuck_causes: 'process',
      wait_holds: 'process',
      stuck_actions: 'process',
      facts: 'story',
      custodies: 'story',
      clock_extensions: 'story',
      consents: 'story',
      legal_holds: 'process',
      subject_requests: 'process',
      person_corrections: 'person',
      documents: 'story',
      service_referrals: 'referral',
      audit_events: 'audit',
    };
    /** Looked at elsewhere: tasks carry words of their own; the others are their author's. */
    const OTHERS = [
      'tasks',
      'document_pieces',
      'document_upload_pieces',
      'document_uploads',
      'duplicate_decisions',
      'duplicate_pairs',
      'draft_changes',
      'emergency_accesses',
      'idempotency_keys',
      'task_drafts',
    ];

    const countSql = () => {
      const caseOf: Record<string, string> = {
        cases: 'select id from cases',
        persons: 'select c.id from persons p join unnest($2::uuid[], $1::uuid[]) as c (person, id) on c.person = p.id',
        incidents:
          'select c.id from incidents i join unnest($3::uuid[], $1::uuid[]) as c (incident, id) on c.incident = i.id',
      };
      return Object.keys(GROUPS)
        .map(
          (table) => `select '${table}' as name, x.id, count(*)::int as count
          from (${caseOf[table] ?? `select case_id as id from ${table}`}) x where x.id = any ($1) group by x.id`,
        )
        .join(' union all ');
    };

    it('shows each person of each case the rows of the groups that she is shown, all of them or none', async () => {
      const ids = CASES.map((of) => world.cases[of]);
      const about = await api.sql<{ id: string; person: string; incident: string }>(
        `select c.id, c.person_id as person, c.incident_id as incident from cases c
         join unnest($1::uuid[]) with ordinality as o (id, n) on o.id = c.id order by o.n`,
        [ids],
      );
      const params = [ids, about.map(({ person }) => person), about.map(({ incident }) => incident)];
      interface Count {
        readonly name: string;
        readonly id: string;
        readonly count: number;
      }
      const keyOf = (name: string, id: string) => `${name} ${id}`;
      const totals = await api.sql<Count>(countSql(), params);
      const total = new Map(totals.map(({ name, id, count }) => [keyOf(name, id), count]));
      const work = api.app.get(UnitOfWork);
      const differ: string[] = [];
      for (const who of world.people) {
        const rows = await work.read(who.me, (tx) => tx.query<Count>(countSql(), params));
        const seen = new Map(rows.map(({ name, id, count }) => [keyOf(name, id), count]));
        for (const [name, group] of Object.entries(GROUPS)) {
          for (const of of CASES) {
            const key = keyOf(name, world.cases[of]);
            const expected = rowsShown(who, of, name, group, total.get(key) ?? 0);
            cells += 1;
            if ((seen.get(key) ?? 0) !== expected)
              differ.push(`${who.name}: ${name} of ${of}: ${seen.get(key) ?? 0}, not ${expected}`);
          }
        }
      }
      expect(differ).toEqual([]);
    });

    it('shows each person the tasks that are hers to see', async () => {
      const names = Object.keys(TASKS) as TaskName[];
      for (const who of world.people) {
        const rows = await api.app
          .get(UnitOfWork)
          .read(who.me, (tx) =>
            tx.query<{ id: string }>('select id from tasks where id = any ($1)', [
              names.map((name) => world.tasks[name]),
            ]),
          );
        const seen = names.filter((name) => rows.some(({ id }) => id === world.tasks[name]));
        const expected = names.filter((name) => {
          const task: TaskFixture = TASKS[name];
          return shows(who.me.roles, standing(who, { id: '', of: task.of, name, task }), 'task');
        });
        expect([who.name, seen]).toEqual([who.name, expected]);
        cells += names.length;
      }
    });

    it('knows every guarded table', async () => {
      const rows = await api.sql<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
           and relrowsecurity order by relname`,
      );
      expect(rows.map(({ name }) => name)).toEqual([...Object.keys(GROUPS), ...OTHERS].sort());
    });

    function rowsShown(
      { name: who, me: { roles } }: Who,
      of: CaseName,
      table: string,
      group: FieldGroup,
      total: number,
    ): number {
      const stands = standingToCase(who, of);
      // Beyond the group: whoever reported it keeps her report, and the receiver of a referral its contract;
      // and whoever may know of the case is told until when somebody is in custody, which each case here has once.
      if (table === 'incidents' && stands.includes('reporter')) return total;
      if (table === 'service_referrals' && stands.includes('receiver'))
        return shows(roles, stands, 'contract') ? total : 0;
      if (table === 'clocks' && !shows(roles, stands, group)) return shows(roles, stands, 'status') ? 1 : 0;
      return shows(roles, stands, group) ? total : 0;
    }
  });

  it('was asked in at least 5,000 cells', () => {
    expect(cells).toBeGreaterThanOrEqual(5_000);
    expect(observed.length).toBeGreaterThanOrEqual(4_000);
  });

  it('lets everybody end her own session, here and everywhere', async () => {
    for (const [place, route] of [
      ['here', 'DELETE /v1/session'],
      ['there', 'DELETE /v1/sessions'],
    ] as const) {
      const people = world.people.filter(({ name }) => name.endsWith(` ${place}`));
      const asked = { route: { route, permission: 'signed-in' }, thing: null };
      const answers = await inLanes(people, async ({ cookie }) => [await ask(asked, cookie), await ask(asked, cookie)]);
      expect(answers.map((both) => both.map(({ status }) => status))).toEqual(people.map(() => [204, 401]));
    }
  });
});
