import { enterStage } from '#persistence/case-file/enter-stage.js';
import { completeTask, requireOpenTask } from '#persistence/case-file/complete-task.js';
import { extendCaseClock } from '#persistence/case-file/extend-clock.js';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { Casework } from '#persistence/casework.js';
import { getPolicy } from '#policy/load-policy.js';
import { policyOf } from '#temporal/casework.providers.js';
import type { Policy } from '#domain/policy.js';
import { PoliciesService } from '../../apps/api/src/policies/policies.service.js';
import { PROCESS_ACTOR } from '#persistence/rows.js';
import { actorOf } from '../../apps/api/src/http/actor.js';
import { CaseAtQuery } from '../../apps/api/src/cases/case-at.query.js';
import { extendReflection, openTestStore, takenIntoProtection, type TestStore } from './test-store.js';

const law = getPolicy('th-nrm-2565');
const shorter: Policy = {
  ...law,
  version: 'th-nrm-2565-shorter',
  clocks: { ...law.clocks, 'nrm-reflection': { ...law.clocks['nrm-reflection'], limit: 'P10D' } },
};
const policies = new PolicyShelf([law, shorter].map((each) => [each.version, each]));

describe('a case as it stood', () => {
  let store: TestStore;
  let caseAt: CaseAtQuery;

  beforeAll(async () => {
    store = await openTestStore();
    caseAt = new CaseAtQuery(store.unitOfWork, policies);
  });
  afterAll(() => store.close());

  const now = async (): Promise<string> => {
    const [row] = await store.asOwner<{ now: string }>('select clock_timestamp() as now');
    return new Date(row?.now ?? '').toISOString();
  };
  /** A moment between two changes. */
  const moment = async (): Promise<string> => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const at = await now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return at;
  };

  it('shows at each instant the stage, the clocks and the tasks that were on record then', async () => {
    const caseId = await store.report(takenIntoProtection(13));
    const atFirst = await moment();
    const complete = async (key: string, answers: Record<string, unknown>) => {
      const [task] = await store.asOwner<{ id: string }>(
        `select id from tasks where case_id = $1 and key = $2 and state = 'open'`,
        [caseId, key],
      );
      await store.casework.change('task', task?.id ?? '', actorOf(store.me), (file) => {
        completeTask(file, requireOpenTask(file, task?.id ?? ''), { answers, formVersion: 1, formViolations: [] });
      });
    };
    await complete('triage-report', { outcome: 'accept' });
    await store.casework.change('case', caseId, PROCESS_ACTOR, (file) =>
      enterStage(file, {
        fromStageNo: 1,
        to: 'preliminary-screening',
        appliedSeq: file.process(`case:${caseId}`).lastSeq,
      }),
    );
    const inScreening = await moment();
    // Released an hour ago, typed now: until now nobody knew.
    const decidedAt = new Date(Date.now() - 3_600_000).toISOString();
    await complete('decide-custody', { outcome: 'release', decidedAt, reasons: 'x' });
    const released = await moment();

    const custodyAt = async (at: string) =>
      (await caseAt.read(store.me, caseId, at)).clocks.find(({ key }) => key === 's29-custody');
    const first = await caseAt.read(store.me, caseId, atFirst);
    expect(first).toMatchObject({ stage: 'report', status: 'open', outcome: null });
    expect(first.openTasks.map(({ key }) => key)).toContain('triage-report');
    expect(await custodyAt(atFirst)).toMatchObject({ state: 'running', warned: [50] });
    const second = await caseAt.read(store.me, caseId, inScreening);
    expect(second).toMatchObject({ stage: 'preliminary-screening' });
    expect(second.openTasks.map(({ key }) => key)).not.toContain('triage-report');
    expect(second.openTasks.map(({ key }) => key)).toContain('decide-custody');
    expect(await custodyAt(inScreening)).toMatchObject({ state: 'running', stoppedAt: null });
    expect(await custodyAt(released)).toMatchObject({ state: 'stopped', stoppedAt: decidedAt });
  });

  it('shows the end that a clock had then, before somebody moved it', async () => {
    const caseId = await store.report();
    await store.casework.change('case', caseId, PROCESS_ACTOR, (file) =>
      file.startClockAt('nrm-reflection', file.caseProcessId, file.now),
    );
    const before = await moment();
    const newDueAt = await store.casework.change('case', caseId, actorOf(store.me), (file) => {
      const entry = file.contents.clocks.find(({ clock }) => clock.key === 'nrm-reflection');
      const later = new Date(Date.parse(entry?.clock.dueAt ?? '') + 86_400_000).toISOString();
      extendCaseClock(file, entry?.id ?? '', {
        ground: 'health',
        authority: 'Head',
        document: 'Memo',
        newDueAt: later,
        grantedAt: file.now,
        roles: ['supervisor'],
      });
      return later;
    });
    const after = await moment();
    const dueAt = async (at: string) =>
      (await caseAt.read(store.me, caseId, at)).clocks.find(({ key }) => key === 'nrm-reflection')?.dueAt;
    expect(Date.parse((await dueAt(after)) ?? '')).toBe(Date.parse(newDueAt));
    expect(Date.parse((await dueAt(before)) ?? '')).toBe(Date.parse(newDueAt) - 86_400_000);
  });

  it('had ended until somebody typed that more time had been granted before, and runs from then on', async () => {
    const caseId = await store.report();
    const DAY_MS = 86_400_000;
    const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
    const startedAt = ago(46);
    await store.casework.change('case', caseId, PROCESS_ACTOR, (file) =>
      file.startClockAt('nrm-reflection', file.caseProcessId, startedAt),
    );
    const over = await moment();
    await extendReflection(store, caseId, {
      newDueAt: new Date(Date.now() + 5 * DAY_MS).toISOString(),
      grantedAt: ago(2),
    });
    const overtaken = await moment();
    const stateAt = async (at: string) => {
      const { clocks, mustDecide, openTasks } = await caseAt.read(store.me, caseId, at);
      const clock = clocks.find(({ key }) => key === 'nrm-reflection');
      return {
        state: clock?.state,
        hasEnded: typeof clock?.endedAt === 'string',
        mustDecide,
        asks: openTasks.some(({ key }) => key === 'must-decide'),
      };
    };
    expect(await stateAt(overtaken)).toEqual({ state: 'running', hasEnded: false, mustDecide: false, asks: false });
    expect(await stateAt(over)).toEqual({ state: 'ended', hasEnded: true, mustDecide: true, asks: true });
  });

  it('shows the policy and the ends of before and after a change of policy, also when the change shortened them', async () => {
    const casework = new Casework({
      unitOfWork: store.unitOfWork,
      policies: (version) => policyOf(policies, version),
      courier: () => undefined,
    });
    const caseId = await store.report();
    await casework.change('case', caseId, PROCESS_ACTOR, (file) =>
      file.startClockAt('nrm-reflection', file.caseProcessId, file.now),
    );
    const before = await moment();
    await casework.transact(actorOf(store.me), async (tx) => {
      const application = { version: shorter.version, caseIds: [caseId] };
      const { told } = await new PoliciesService(casework, policies).apply(tx, store.me, 'approved', application);
      return { result: undefined, told };
    });
    const after = await moment();
    const daysAt = async (at: string) => {
      const kase = await caseAt.read(store.me, caseId, at);
      const clock = kase.clocks.find(({ key }) => key === 'nrm-reflection');
      const days = (Date.parse(clock?.dueAt ?? '') - Date.parse(clock?.startedAt ?? '')) / 86_400_000;
      return { days, policyVersion: kase.policyVersion };
    };
    expect(await daysAt(after)).toEqual({ days: 10, policyVersion: shorter.version });
    const { days, policyVersion } = await daysAt(before);
    expect(policyVersion).toBe(law.version);
    expect(days).toBeGreaterThan(10);
  });

  it('is unknown before it was reported, and nobody can look into the future', async () => {
    const early = await moment();
    const caseId = await store.report();
    await expect(caseAt.read(store.me, caseId, early)).rejects.toMatchObject({ code: 'case-not-found' });
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    await expect(caseAt.read(store.me, caseId, tomorrow)).rejects.toMatchObject({ code: 'instant-in-the-future' });
  });
});
