import { StuckBoardQuery } from '../../apps/api/src/stuck-cases/stuck-board.query.js';
import type { StuckCasesQueryDto } from '../../apps/api/src/stuck-cases/dto/stuck-cases.query.dto.js';
import { actorOf } from '../../apps/api/src/http/actor.js';
import { clearFault, noteFault } from '#persistence/case-file/case-faults.js';
import { completeTask, requireOpenTask } from '#persistence/case-file/complete-task.js';
import { PROCESS_ACTOR, SWEEPER_ACTOR } from '#persistence/rows.js';
import { openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

describe('the stuck board', () => {
  let store: TestStore;
  let board: StuckBoardQuery;

  beforeAll(async () => {
    store = await openTestStore();
    board = new StuckBoardQuery(store.casework);
  });
  afterAll(() => store.close());

  const list = (query: Partial<StuckCasesQueryDto> = {}) => board.list(store.me, query);
  const causesOf = async (caseId: string) => {
    const { items } = await list({ caseId });
    return items[0]?.causes ?? [];
  };
  const daysPass = (caseId: string, days: number) =>
    store.asOwner(
      `update stuck_causes set since = since - make_interval(days => $2), stuck_at = stuck_at - make_interval(days => $2)
       where case_id = $1`,
      [caseId, days],
    );

  it('shows nothing of a case that has just been reported, and all of it when nobody comes for days', async () => {
    const caseId = await store.report();
    expect(await causesOf(caseId)).toEqual([]);
    await daysPass(caseId, 3);
    const causes = await causesOf(caseId);
    expect(causes.map(({ rule }) => rule).sort()).toEqual(['no-owner', 'stage-idle']);
    expect(causes[0]?.sentence.en).toMatch(/^Since .* BE/);
    expect(causes[0]?.basis).toMatchObject({ confidence: 'P' });
  });

  it('lets a case go when the cause is gone, with the act that took it away', async () => {
    const caseId = await store.report();
    await daysPass(caseId, 3);
    const [task] = await store.asOwner<{ id: string }>(
      `select id from tasks where case_id = $1 and key = 'triage-report'`,
      [caseId],
    );
    const { accountId } = store.me;
    await store.casework.change('task', task?.id ?? '', actorOf(store.me), (file) => {
      file.assignTask(requireOpenTask(file, task?.id ?? ''), accountId);
    });
    expect((await causesOf(caseId)).map(({ rule }) => rule)).toEqual(['stage-idle']);
    await store.casework.change('task', task?.id ?? '', actorOf(store.me), (file) => {
      const answers = { outcome: 'accept', dangerNow: false };
      completeTask(file, requireOpenTask(file, task?.id ?? ''), { answers, formVersion: 1, formViolations: [] });
    });
    expect((await causesOf(caseId)).filter(({ rule }) => rule === 'stage-idle')).toEqual([]);
  });

  it('shows a clock that ran out with its law, from the commit on in which it ended', async () => {
    const caseId = await store.report(takenIntoProtection(26));
    const [cause] = (await causesOf(caseId)).filter(({ params }) => params.clock === 's29-custody');
    expect(cause).toMatchObject({
      rule: 'clock-breached',
      cause: 'person',
      basis: { confidence: 'V', limit: 'PT24H' },
    });
    expect(cause?.actions[0]).toMatchObject({ action: 'complete-task' });
    expect(cause?.sentence.th).toContain('หมดเวลา');
  });

  it('shows a fault of the machinery also of a case that was not opened for it, once, until it is cleared', async () => {
    const caseId = await store.report();
    const fault = { caseId, kind: 'workflow-task-failing' as const, workflowId: `case:${caseId}` };
    for (const _ of [1, 2]) await store.unitOfWork.run(SWEEPER_ACTOR, (tx) => noteFault(tx, fault));
    expect(await causesOf(caseId)).toEqual([
      expect.objectContaining({ cause: 'system-fault', workflowId: `case:${caseId}` }),
    ]);
    const { counts } = await list();
    expect(counts.find(({ cause }) => cause === 'system-fault')).toEqual({
      cause: 'system-fault',
      count: 1,
      more: false,
    });
    await store.casework.change('case', caseId, PROCESS_ACTOR, (file) =>
      clearFault(file, fault.kind, fault.workflowId),
    );
    expect(await causesOf(caseId)).toEqual([]);
  });

  it('filters by cause, province, stage and age, and pages through every case once', async () => {
    const cases = [];
    for (let count = 0; count < 7; count += 1) cases.push(await store.report({ province: '71' }));
    for (const [index, caseId] of cases.entries()) await daysPass(caseId, 3 + index);
    const ofPlace = { province: '71', limit: 3 } as const;
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...ofPlace, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ caseId }) => caseId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([...cases].reverse());
    const ids = async (query: Partial<StuckCasesQueryDto>) => (await list({ province: '71', ...query })).items.length;
    expect(await ids({ cause: 'no-owner' })).toBe(7);
    expect(await ids({ cause: 'court' })).toBe(0);
    expect(await ids({ stage: 'report' })).toBe(7);
    expect(await ids({ stage: 'closure' })).toBe(0);
    expect(await ids({ olderThanDays: 7 })).toBe(3);
    expect(await ids({ agency: 'shelter-nonthaburi' })).toBe(0);
  });

  it('writes a step that changes nothing on the board without touching it', async () => {
    const caseId = await store.report();
    const rows = () =>
      store.asOwner(`select xmin::text, key from stuck_causes where case_id = $1 order by key`, [caseId]);
    const before = await rows();
    await store.casework.change('case', caseId, PROCESS_ACTOR, (file) => {
      file.audit('read-case', 'test');
    });
    expect(await rows()).toEqual(before);
  });
});
