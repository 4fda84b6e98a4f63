import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../../apps/api/src/http/request-context.js';
import { EmergencyAccessService } from '../../apps/api/src/emergency-access/emergency-access.service.js';
import { ReferralsService } from '../../apps/api/src/referrals/referrals.service.js';
import { ReportsService } from '../../apps/api/src/reports/reports.service.js';
import { SubjectRequestsService } from '../../apps/api/src/subject-requests/subject-requests.service.js';
import { SESSION_COOKIE } from '../../apps/api/src/session/session-cookie.js';
import type { Relation } from '#access/permissions.js';
import { hashOf, newToken } from '#access/secrets.js';
import { ROLES, type Role } from '#domain/roles.js';
import { systemSubject } from '#domain/subject.js';
import type { TaskKey } from '#domain/task-keys.js';
import { Casework } from '#persistence/casework.js';
import { MARKERS, MULTIPART, upload } from './authorisation-routes.js';
import type { TestApi } from './test-api.js';
import { REPORT } from './test-store.js';

export type Place = 'here' | 'there' | 'national';
const PROVINCE: Readonly<Record<Place, string | null>> = { here: '12', there: '71', national: null };
const NATIONAL: readonly Role[] = [
  'supervisor',
  'consular-officer',
  'hotline-officer',
  'ngo-worker',
  'administrator',
  'auditor',
];

export interface Who {
  readonly name: string;
  readonly me: SignedIn;
  readonly cookie: string;
}
export const CASES = ['own', 'intake', 'elsewhere', 'closed'] as const;
export type CaseName = (typeof CASES)[number];
type Stands = Readonly<Record<string, readonly Relation[]>>;

const EVERYWHERE: Stands = {
  'hotline-officer here': ['hotline'],
  'hotline-officer there': ['hotline'],
  'hotline-officer national': ['hotline'],
  'supervisor national': ['national-supervision'],
  'administrator here': ['administration'],
  'administrator there': ['administration'],
  'administrator national': ['administration'],
  'auditor here': ['oversight'],
  'auditor there': ['oversight'],
  'auditor national': ['oversight'],
};
const TEAM_HERE: Stands = {
  'social-worker here': ['team'],
  'supervisor here': ['supervision'],
  'police-officer here': ['reporter'],
  'administrator with two more roles': ['administration', 'team', 'supervision'],
};

/** Who stands how to the file of each case: written by hand, so that the code under test is not its own witness. */
export const STANDS: Readonly<Record<CaseName, Stands>> = {
  own: {
    ...EVERYWHERE,
    ...TEAM_HERE,
    'mdt-chair here': ['mdt'],
    'mdt-member here': ['mdt'],
    'mdt-chair there': ['assigned'],
    'social-worker in an emergency': ['emergency'],
  },
  intake: {
    ...EVERYWHERE,
    ...TEAM_HERE,
    'social-worker here': ['intake'],
    'social-worker next door': ['intake'],
    'administrator with two more roles': ['administration', 'intake', 'supervision'],
  },
  elsewhere: {
    ...EVERYWHERE,
    'social-worker there': ['team'],
    'supervisor there': ['supervision'],
    'police-officer there': ['reporter'],
    'administrator with two more roles': ['administration'],
  },
  closed: { ...EVERYWHERE, ...TEAM_HERE },
};

export interface TaskFixture {
  readonly of: CaseName;
  readonly key: TaskKey;
  readonly roles: readonly Role[];
  /** Beside those who stand to the file: whom the task itself asks. */
  readonly asks: Stands;
}
export const TASKS = {
  convene: {
    of: 'own',
    key: 'convene-mdt',
    roles: ['social-worker', 'mdt-chair'],
    asks: { 'mdt-chair here': ['asked'] },
  },
  partner: {
    of: 'own',
    key: 'ask-partner-agency',
    roles: ['social-worker', 'consular-officer', 'police-officer', 'mdt-chair'],
    asks: {
      'consular-officer national': ['asked', 'commissioned'],
      'consular-officer here': ['asked'],
      'police-officer here': ['asked'],
      'mdt-chair here': ['asked'],
    },
  },
  answer: {
    of: 'own',
    key: 'answer-referral',
    roles: ['shelter-staff', 'ngo-worker', 'social-worker'],
    asks: { 'shelter-staff here': ['receiver'] },
  },
  notify: {
    of: 'intake',
    key: 'notify-superior',
    roles: ['police-officer', 'social-worker'],
    asks: { 'police-officer here': ['asked'] },
  },
  notifyElsewhere: {
    of: 'elsewhere',
    key: 'notify-superior',
    roles: ['police-officer', 'social-worker'],
    asks: { 'police-officer there': ['asked'] },
  },
  triage: {
    of: 'intake',
    key: 'triage-report',
    roles: ['social-worker', 'hotline-officer', 'supervisor'],
    asks: { 'hotline-officer here': ['asked'], 'hotline-officer national': ['asked'] },
  },
  triageElsewhere: {
    of: 'elsewhere',
    key: 'triage-report',
    roles: ['social-worker', 'hotline-officer', 'supervisor'],
    asks: { 'hotline-officer there': ['asked'], 'hotline-officer national': ['asked'] },
  },
  settled: {
    of: 'closed',
    key: 'triage-report',
    roles: ['social-worker', 'hotline-officer', 'supervisor'],
    asks: {},
  },
} as const satisfies Record<string, TaskFixture>;
export type TaskName = keyof typeof TASKS;

export interface World {
  readonly people: readonly Who[];
  readonly cases: Readonly<Record<CaseName, string>>;
  readonly tasks: Readonly<Record<TaskName, string>>;
  readonly clocks: Readonly<Record<CaseName, string>>;
  readonly approvals: Readonly<Record<CaseName, string>>;
  readonly referral: string;
  readonly document: string;
  readonly duplicate: string;
  readonly request: string;
}

/** Every role at home, in another province, and for the whole country where such a body exists; and some beside. */
export async function buildWorld(api: TestApi): Promise<World> {
  const people: Who[] = [];
  const add = async (name: string, roles: readonly Role[], agency: string, province: string | null) => {
    people.push(await account(api, name, roles, agency, province));
  };
  for (const place of ['here', 'there', 'national'] as const) {
    for (const role of place === 'national' ? NATIONAL : ROLES) {
      await add(`${role} ${place}`, [role], `${role}-${place}`, PROVINCE[place]);
    }
  }
  await add('social-worker next door', ['social-worker'], 'psdhs-next-door', '12');
  await add('shelter-staff next door', ['shelter-staff'], 'shelter-next-door', '12');
  await add('social-worker in an emergency', ['social-worker'], 'psdhs-tak', '63');
  await add('social-worker of nowhere', ['social-worker'], 'psdhs-tak', '63');
  await add(
    'administrator with two more roles',
    ['administrator', 'social-worker', 'supervisor'],
    'social-worker-here',
    '12',
  );
  const by = (name: string): SignedIn => {
    const found = people.find((who) => who.name === name);
    if (found === undefined) throw new Error(`Nobody is called ${name}`);
    return found.me;
  };
  const cases = {
    own: await report(api, by('police-officer here')),
    intake: await report(api, by('police-officer here')),
    elsewhere: await report(api, by('police-officer there')),
    closed: await report(api, by('police-officer here')),
  };
  const referral = await standIn(api, cases, by);
  const cookie = people.find(({ name }) => name === 'social-worker here')?.cookie ?? '';
  const added = await api.ask('POST', `/v1/cases/${cases.own}/documents`, {
    body: upload({}),
    headers: { ...MULTIPART, cookie },
  });
  if (added.status !== 201) throw new Error(added.text);
  const request = await refusedRequest(api, cases.own, by);
  const [pair] = await api.sql<{ id: string }>(
    `insert into duplicate_pairs (id, case_id, other_case_id, state, signals, proposed_at)
     values (gen_random_uuid(), least($1::uuid, $2::uuid), greatest($1::uuid, $2::uuid), 'withdrawn', '{}', now())
     returning id`,
    [cases.own, cases.closed],
  );
  const duplicate = pair?.id ?? '';
  return {
    people,
    cases,
    referral,
    request,
    duplicate,
    document: added.body.id as string,
    ...(await idsOf(api, cases, by)),
  };
}

async function account(
  api: TestApi,
  name: string,
  roles: readonly Role[],
  agency: string,
  province: string | null,
): Promise<Who> {
  const accountId = randomUUID();
  const username = name.replaceAll(' ', '-');
  const token = newToken();
  await api.sql(
    `insert into accounts (id, username, display_name, password_hash, agency, province, roles, demo)
     values ($1, $2, $2, null, $3, $4, $5, true)`,
    [accountId, username, agency, province, roles],
  );
  await api.sql(
    `insert into sessions (token_hash, account_id, device, method, second_factor, expires_at)
     values ($1, $2, 'test', 'password', true, now() + interval '1 hour')`,
    [hashOf(token), accountId],
  );
  const tokenHash = hashOf(token);
  const me = { accountId, username, displayName: name, agency, province, roles, tokenHash, requestId: randomUUID() };
  return { name, me, cookie: `${SESSION_COOKIE}=${token}` };
}

async function report(api: TestApi, me: SignedIn): Promise<string> {
  const startedAt = new Date(Date.now() - 3_600_000).toISOString();
  const custody = { startedAt, placeType: 'shelter' } as const;
  const persons = [{ nationality: 'TH', language: 'th', givenName: MARKERS.person, custody }];
  const { cases } = await api.app
    .get(ReportsService)
    .create(me, { ...REPORT, province: me.province ?? '12', persons }, null);
  return cases[0]?.id ?? '';
}

/** Brings the cases to where the table of standings says they are. Returns the referral of the first. */
async function standIn(
  api: TestApi,
  cases: Readonly<Record<CaseName, string>>,
  by: (name: string) => SignedIn,
): Promise<string> {
  const casework = api.app.get(Casework);
  const migration = systemSubject('migration');
  const take = (agency: string, stage: string, id: string) =>
    api.sql('update cases set agency = $1, stage = $2 where id = $3', [agency, stage, id]);
  await take('social-worker-here', 'formal-identification', cases.own);
  await take('social-worker-there', 'reception', cases.elsewhere);
  await take('social-worker-here', 'closed', cases.closed);
  await api.sql(`update cases set status = 'closed', outcome = 'withdrawn', closed_at = now() where id = $1`, [
    cases.closed,
  ]);
  await api.sql(`update tasks set state = 'completed', settled_at = now(), outcome = 'accept' where case_id = $1`, [
    cases.closed,
  ]);
  await casework.change('case', cases.own, migration, (file) => {
    for (const task of file.contents.tasks) file.cancelTask(task.id);
    const workflowId = file.caseProcessId;
    const [convene] = file.openTasks(['convene-mdt'], {
      workflowId,
      checklist: 'formal-identification',
      cause: 'test',
    });
    const [partner] = file.openTasks(['ask-partner-agency'], { workflowId, checklist: 'standing', cause: 'test' });
    if (convene === undefined || partner === undefined) throw new Error('No task was opened');
    file.assignTask(convene, by('mdt-chair there').accountId);
    file.assignTask(partner, by('consular-officer national').accountId);
  });
  for (const id of [cases.elsewhere, cases.closed]) await casework.change('case', id, migration, () => undefined);
  const { id } = await api.app.get(ReferralsService).create(
    by('social-worker here'),
    cases.own,
    {
      service: 'shelter',
      receiverAgency: by('shelter-staff here').agency,
      purpose: MARKERS.referral,
      sharedFields: ['name'],
      consent: { given: true },
    },
    null,
  );
  const rescuer = by('social-worker in an emergency');
  await api.app
    .get(EmergencyAccessService)
    .open(rescuer, cases.own, `asked by the matrix about ${MARKERS.person}, in words that are long enough`, null);
  return id;
}

/** Decided already, so that whoever asks about it changes nothing. */
async function refusedRequest(api: TestApi, caseId: string, by: (name: string) => SignedIn): Promise<string> {
  const requests = api.app.get(SubjectRequestsService);
  const asked = { caseId, kind: 'restriction', askedBy: 'person', words: 'asked by the matrix' } as const;
  const { id } = await requests.file(by('social-worker here'), asked, null);
  await requests.decide(by('supervisor here'), id, { decision: 'refused', reason: 'asked by the matrix' }, null);
  return id;
}

async function idsOf(
  api: TestApi,
  cases: Readonly<Record<CaseName, string>>,
  by: (name: string) => SignedIn,
): Promise<Pick<World, 'tasks' | 'clocks' | 'approvals'>> {
  const one = async (sql: string, params: readonly unknown[]): Promise<string> => {
    const [row] = await api.sql<{ id: string }>(sql, params);
    if (row === undefined) throw new Error(`Nothing found: ${sql} ${JSON.stringify(params)}`);
    return row.id;
  };
  const tasks: Partial<Record<TaskName, string>> = {};
  for (const [name, { of, key }] of Object.entries(TASKS) as [TaskName, TaskFixture][]) {
    tasks[name] = await one('select id from tasks where case_id = $1 and key = $2', [cases[of], key]);
  }
  const clocks: Partial<Record<CaseName, string>> = {};
  const approvals: Partial<Record<CaseName, string>> = {};
  for (const name of CASES) {
    clocks[name] = await one(`select id from clocks where case_id = $1 and key = 's29-custody'`, [cases[name]]);
    const asker = by('supervisor national').accountId;
    approvals[name] = await one(
      `insert into approvals (id, kind, case_id, payload, requested_by, requested_at)
       values (gen_random_uuid(), 'reset-case', $1, '{}', $2, now()) returning id`,
      [cases[name], asker],
    );
    await api.sql(
      `insert into approval_decisions (approval_id, decision, decided_by, decided_at) values ($1, 'refused', $2, now())`,
      [approvals[name], by('administrator national').accountId],
    );
  }
  return { tasks, clocks, approvals } as Pick<World, 'tasks' | 'clocks' | 'approvals'>;
}
