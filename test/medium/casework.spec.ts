import { completeTask, requireOpenTask } from '#persistence/case-file/complete-task.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { PROCESS_ACTOR } from '#persistence/rows.js';
import { actorOf } from '../../apps/api/src/http/actor.js';
import { enterStage } from '#persistence/case-file/enter-stage.js';
import { openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

const PARALLEL = 50;
const TABLES = [
  'cases',
  'processes',
  'facts',
  'tasks',
  'clocks',
  'clock_events',
  'custodies',
  'timeline_events',
  'audit_events',
  'outbox',
];

describe('a change of a case', () => {
  let store: TestStore;

  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());
  beforeEach(() => {
    store.told.length = 0;
  });

  const everything = async (): Promise<string> => {
    const rows = await Promise.all(
      TABLES.map((table) => store.source.query(`select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`)),
    );
    return JSON.stringify(rows);
  };
  const taskOf = async (caseId: string, key: string): Promise<string> => {
    const [row] = await store.source.query<{ id: string }[]>('select id from tasks where case_id = $1 and key = $2', [
      caseId,
      key,
    ]);
    return row?.id ?? '';
  };
  const complete = (taskId: string, answers: Record<string, unknown>) =>
    store.casework.change('task', taskId, actorOf(store.me), (file) => {
      completeTask(file, requireOpenTask(file, taskId), { answers, formVersion: 1, formViolations: [] });
    });
  const enterScreening = (caseId: string) =>
    store.casework.change('case', caseId, PROCESS_ACTOR, (file) => {
      enterStage(file, {
        fromStageNo: 1,
        to: 'preliminary-screening',
        appliedSeq: file.process(`case:${caseId}`).lastSeq,
      });
    });
  const sequenceOf = async (workflowId: string): Promise<number[]> => {
    const rows = await store.source.query<{ seq: number }[]>(
      'select seq from outbox where workflow_id = $1 order by id',
      [workflowId],
    );
    return rows.map(({ seq }) => seq);
  };

  it.each<[string, (file: CaseFile) => void]>([
    ['before anything was written', () => undefined],
    [
      'after a task was completed',
      (file) => {
        const task = file.contents.tasks[0];
        if (task) completeTask(file, task, { answers: { outcome: 'accept' }, formVersion: 1, formViolations: [] });
      },
    ],
  ])('that fails %s leaves nothing behind and tells nobody', async (_, work) => {
    const caseId = await store.report(takenIntoProtection(1));
    const before = await everything();
    store.told.length = 0;
    const change = store.casework.change('case', caseId, actorOf(store.me), (file) => {
      work(file);
      throw new Error('the lights went out');
    });
    await expect(change).rejects.toThrow('the lights went out');
    expect(await everything()).toBe(before);
    expect(store.told).toEqual([]);
  });

  it('that fails after it was written, before the commit, leaves nothing behind either', async () => {
    const caseId = await store.report();
    const taskId = await taskOf(caseId, 'triage-report');
    const before = await everything();
    store.told.length = 0;
    const change = store.casework.transact(actorOf(store.me), async (tx) => {
      const file = await store.casework.open(tx, 'task', taskId, actorOf(store.me));
      completeTask(file, requireOpenTask(file, taskId), {
        answers: { outcome: 'accept' },
        formVersion: 1,
        formViolations: [],
      });
      await file.flush(tx);
      await tx.query(`update cases set status = 'lost' where id = $1`, [caseId]);
      throw new Error('unreachable: the store refused');
    });
    await expect(change).rejects.toMatchObject({ constraint: 'cases_status_check' });
    expect(await everything()).toBe(before);
    expect(store.told).toEqual([]);
  });

  it('lets exactly one of fifty people complete the same task', async () => {
    const taskId = await taskOf(await store.report(), 'triage-report');
    const tries = await Promise.allSettled(
      Array.from({ length: PARALLEL }, () => complete(taskId, { outcome: 'accept' })),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = tries.flatMap((tried) => (tried.status === 'rejected' ? [tried.reason as unknown] : []));
    expect(refusals).toHaveLength(PARALLEL - 1);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'task-already-completed' });
    const facts = await store.source.query<object[]>('select 1 from facts where task_id = $1', [taskId]);
    expect(facts).toHaveLength(1);
  });

  it('keeps what two people do in one case at the same moment, and numbers what the workflow is told without a gap', async () => {
    const caseId = await store.report(takenIntoProtection(1));
    await enterScreening(caseId);
    await Promise.all([
      complete(await taskOf(caseId, 'tell-rights'), { outcome: 'told' }),
      complete(await taskOf(caseId, 'health-and-safety-check'), { outcome: 'checked', urgentMedicalNeed: true }),
      complete(await taskOf(caseId, 'notify-superior'), {}),
    ]);
    const done = await store.source.query<{ key: string }[]>(
      `select key from tasks where case_id = $1 and state = 'completed' order by key`,
      [caseId],
    );
    expect(done.map(({ key }) => key)).toEqual(['health-and-safety-check', 'notify-superior', 'tell-rights']);
    const [kase] = await store.source.query<{ codes: Record<string, unknown> }[]>(
      'select codes from cases where id = $1',
      [caseId],
    );
    expect(kase?.codes).toMatchObject({ rightsTold: true, urgentMedicalNeed: true });
    const sequence = await sequenceOf(`case:${caseId}`);
    expect(sequence).toEqual(sequence.map((_, index) => index + 1));
  });

  it('numbers facts without a gap when many are told at once and some changes fail', async () => {
    const caseId = await store.report();
    const workflowId = `case:${caseId}`;
    await Promise.allSettled(
      Array.from({ length: PARALLEL }, (_, index) =>
        store.casework.change('process', workflowId, PROCESS_ACTOR, (file) => {
          file.tell(workflowId, { kind: 'clocksChanged', at: file.now });
          if (index % 3 === 0) throw new Error('not this one');
        }),
      ),
    );
    const told = 1 + PARALLEL - Math.ceil(PARALLEL / 3);
    expect(await sequenceOf(workflowId)).toEqual(Array.from({ length: told }, (_, index) => index + 1));
    expect(store.told.map(({ fact }) => fact.seq).sort((a, b) => a - b)).toEqual(await sequenceOf(workflowId));
  });

  it.each(['case', 'process', 'task'] as const)(
    'opened by its %s sees what was committed while it waited for the lock, at a later instant',
    async (by) => {
      const caseId = await store.report(takenIntoProtection(1));
      const taskId = await taskOf(caseId, 'triage-report');
      const id = { case: caseId, process: `case:${caseId}`, task: taskId }[by];
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let locked = (): void => undefined;
      const isLocked = new Promise<void>((resolve) => (locked = resolve));
      const holder = store.casework.change('case', caseId, actorOf(store.me), async (file) => {
        locked();
        await held;
        completeTask(file, requireOpenTask(file, taskId), {
          answers: { outcome: 'accept' },
          formVersion: 1,
          formViolations: [],
        });
        return file.now;
      });
      await isLocked;
      const waiting = store.casework.change(by, id, PROCESS_ACTOR, (file) => ({
        state: file.task(taskId)?.state,
        lastSeq: file.process(`case:${caseId}`).lastSeq,
        now: file.now,
      }));
      await whenSomebodyWaitsForALock();
      release();
      const earlier = await holder;
      const seen = await waiting;
      expect(seen).toMatchObject({ state: 'completed', lastSeq: 2 });
      expect(Date.parse(seen.now)).toBeGreaterThan(Date.parse(earlier));
    },
  );

  async function whenSomebodyWaitsForALock(): Promise<void> {
    for (let tries = 0; tries < 250; tries += 1) {
      const waiting = await store.asOwner(
        `select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid
         where not l.granted and a.datname = current_database()`,
      );
      if (waiting.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('Nobody waits for the lock: the case is not locked.');
  }

  it('lets a clock end once when two watchmen come at the same moment', async () => {
    const caseId = await store.report(takenIntoProtection(23));
    const workflowId = `case:${caseId}`;
    const at = new Date(Date.now() + 2 * 3_600_000).toISOString();
    const fire = () =>
      store.casework.change('process', workflowId, PROCESS_ACTOR, (file) => {
        for (const entry of file.contents.clocks) file.fireClock(entry, at, 'workflow');
        return file.contents.clocks.map(({ clock }) => clock.state);
      });
    await Promise.all(Array.from({ length: 8 }, fire));
    const ends = await store.source.query<{ key: string; late: string }[]>(
      `select k.key, e.late_by_ms as late from clock_events e join clocks k on k.id = e.clock_id
       where e.case_id = $1 and e.threshold = 100 and k.key = 's29-custody'`,
      [caseId],
    );
    expect(ends).toHaveLength(1);
    expect(Number(ends[0]?.late)).toBeGreaterThan(0);
    const sentences = await store.source.query<object[]>(
      `select 1 from timeline_events where case_id = $1 and kind = 'clock-ended' and params ->> 'clock' = 's29-custody'`,
      [caseId],
    );
    expect(sentences).toHaveLength(1);
    const [kase] = await store.source.query<{ must_decide: boolean }[]>('select must_decide from cases where id = $1', [
      caseId,
    ]);
    expect(kase?.must_decide).toBe(true);
  });

  it('that is recorded after its 24 hours ends the clock in the same commit, marked late', async () => {
    const caseId = await store.report(takenIntoProtection(26));
    const [clock] = await store.source.query<{ state: string; late: string }[]>(
      `select state, late_by_ms as late from clocks where case_id = $1 and key = 's29-custody'`,
      [caseId],
    );
    expect(clock?.state).toBe('ended');
    expect(Math.round(Number(clock?.late) / 3_600_000)).toBe(2);
  });

  it('moves to a stage once, however often the workflow asks', async () => {
    const caseId = await store.report();
    await Promise.all(Array.from({ length: 5 }, () => enterScreening(caseId)));
    const [kase] = await store.source.query<{ stage: string; stage_no: number }[]>(
      'select stage, stage_no from cases where id = $1',
      [caseId],
    );
    expect(kase).toEqual({ stage: 'preliminary-screening', stage_no: 2 });
    const doubled = await store.source.query<object[]>(
      'select key from tasks where case_id = $1 group by key, subject having count(*) > 1',
      [caseId],
    );
    expect(doubled).toEqual([]);
  });

  it.each([
    ['case', 'case-not-found'],
    ['task', 'task-not-found'],
    ['clock', 'clock-not-found'],
    ['referral', 'referral-not-found'],
  ] as const)('says when there is no such %s', async (by, code) => {
    const change = store.casework.change(by, '00000000-0000-4000-8000-000000000000', PROCESS_ACTOR, () => undefined);
    await expect(change).rejects.toMatchObject({ code });
  });

  it('that somebody else holds too long is given up, not waited for without end', async () => {
    const [limits] = await store.source.query<{ statement: string; idle: string }[]>(
      `select current_setting('statement_timeout') as statement,
         current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(limits).toEqual({ statement: '15s', idle: '15s' });
  });
});
