import { randomUUID } from 'node:crypto';
import { ApprovalsService } from '../../apps/api/src/approvals/approvals.service.js';
import { PoliciesService } from '../../apps/api/src/policies/policies.service.js';
import { WhatIfQuery } from '../../apps/api/src/policies/what-if.query.js';
import type { SignedIn } from '../../apps/api/src/http/request-context.js';
import { extendCaseClock } from '#persistence/case-file/extend-clock.js';
import { Casework } from '#persistence/casework.js';
import { PROCESS_ACTOR } from '#persistence/rows.js';
import { CLOCKS_OFF_LEDGER_SQL } from '#temporal/reconcile.sql.js';
import { actorOf } from '../../apps/api/src/http/actor.js';
import { PolicyShelf } from '#persistence/policy-shelf.js';
import { getPolicy, loadPolicies } from '#policy/load-policy.js';
import { policyOf } from '#temporal/casework.providers.js';
import { openTestStore, type TestStore } from './test-store.js';

const LAW = 'th-nrm-2565';

describe('policy versions', () => {
  let store: TestStore;
  let casework: Casework;
  let policies: PoliciesService;
  let whatIf: WhatIfQuery;
  let approvals: ApprovalsService;
  let other: SignedIn;

  beforeAll(async () => {
    store = await openTestStore();
    const shelf = new PolicyShelf(loadPolicies());
    casework = new Casework({
      unitOfWork: store.unitOfWork,
      policies: (version) => policyOf(shelf, version),
      readPolicy: (tx, version) => shelf.read(tx, version),
      courier: (rows) => store.told.push(...rows),
    });
    policies = new PoliciesService(casework, shelf);
    whatIf = new WhatIfQuery(casework, shelf);
    approvals = new ApprovalsService(casework, {} as never, policies, {} as never, {} as never);
    other = { ...store.me, accountId: randomUUID(), username: 'second' };
    await store.asOwner(
      `insert into accounts (id, username, display_name, password_hash, agency, roles)
       values ($1, 'second', 'Second', '-', $2, $3)`,
      [other.accountId, other.agency, other.roles],
    );
  });
  afterAll(() => store.close());

  const create = (version: string, changes: readonly { path: string; value: unknown }[]) =>
    policies.create(store.me, { version, basedOn: LAW, changes: [...changes], reason: 'A trial' }, null);
  const clockOf = async (caseId: string, key: string) => {
    const [row] = await store.asOwner<{ dueAt: string; state: string; revision: number; started: string }>(
      `select due_at as "dueAt", started_at as started, state, revision from clocks where case_id = $1 and key = $2`,
      [caseId, key],
    );
    if (row === undefined) throw new Error(`No clock ${key}`);
    return row;
  };

  it('are another version with values changed, and say in what they differ', async () => {
    await create('two-days', [{ path: '/clocks/rights-assistance/limit', value: 'PT48H' }]);
    const { differences } = await policies.differences(store.me, 'two-days');
    expect(differences).toEqual([
      { path: '/version', from: LAW, to: 'two-days' },
      { path: '/clocks/rights-assistance/limit', from: 'PT24H', to: 'PT48H' },
    ]);
    const { items } = await policies.list(store.me);
    expect(items.map(({ version }) => version)).toContain('two-days');
  });

  it('are refused when a value is not valid, leads nowhere, or the name is taken', async () => {
    await expect(create('wrong', [{ path: '/clocks/rights-assistance/limit', value: 'soon' }])).rejects.toMatchObject({
      code: 'answers-invalid',
    });
    await expect(create('wrong', [{ path: '/clocks/no-such/limit', value: 'P1D' }])).rejects.toMatchObject({
      violations: [{ path: '/changes/0/path', code: 'field-unknown' }],
    });
    await expect(create('two-days', [{ path: '/retention/value', value: 'P9Y' }])).rejects.toMatchObject({
      code: 'policy-exists',
    });
    await expect(store.source.query('update policies set version = version')).rejects.toThrow(/permission denied/);
  });

  it('tell before anything changes which clocks would move, and what would be overdue', async () => {
    const caseId = await store.report({ province: '30' });
    await create('at-once', [{ path: '/clocks/rights-assistance/limit', value: 'PT0.001S' }]);
    const found = await whatIf.ask(store.me, 'at-once', { province: '30' });
    expect(found).toMatchObject({ cases: 1, movedClocks: 1, overdueNow: 1 });
    expect(found.moves[0]).toMatchObject({ caseId, clock: 'rights-assistance', overdueNow: true });
    expect(found.interviews).toEqual([{ province: '30', weeks: [], notYetPlaced: 1 }]);
    expect((await clockOf(caseId, 'rights-assistance')).revision).toBe(0);
  });

  it('are applied by two persons only: untouched clocks move, their workflow is told, the case is pinned', async () => {
    const caseId = await store.report();
    const before = await clockOf(caseId, 'rights-assistance');
    const { approvalId } = await policies.askToApply(
      store.me,
      'two-days',
      { caseIds: [caseId], reason: 'Fairness' },
      null,
    );
    const decision = { decision: 'approved' as const, reason: 'Agreed' };
    await expect(approvals.decide(store.me, approvalId, decision, null)).rejects.toMatchObject({
      code: 'four-eyes-required',
    });
    store.told.length = 0;
    expect((await approvals.decide(other, approvalId, decision, null)).done).toEqual([caseId]);
    const after = await clockOf(caseId, 'rights-assistance');
    expect(Date.parse(after.dueAt) - Date.parse(before.dueAt)).toBe(24 * 3_600_000);
    expect(store.told.map(({ fact }) => fact.kind)).toEqual(['clocksChanged']);
    const [kase] = await store.asOwner<{ version: string }>(
      'select policy_version as version from cases where id = $1',
      [caseId],
    );
    expect(kase?.version).toBe('two-days');
    const kinds = await store.asOwner<{ kind: string }>('select kind from timeline_events where case_id = $1', [
      caseId,
    ]);
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['policy-changed', 'clock-moved']));
    await expect(approvals.decide(other, approvalId, decision, null)).rejects.toMatchObject({
      code: 'approval-already-decided',
    });
  });

  it('never make a clock that has ended fire again, and end one once that is over under the new limit', async () => {
    const caseId = await store.report();
    const apply = async (version: string) => {
      const { approvalId } = await policies.askToApply(
        store.me,
        version,
        { caseIds: [caseId], reason: 'A trial' },
        null,
      );
      await approvals.decide(other, approvalId, { decision: 'approved', reason: 'Agreed' }, null);
    };
    await apply('at-once');
    expect((await clockOf(caseId, 'rights-assistance')).state).toBe('ended');
    await apply('two-days');
    expect((await clockOf(caseId, 'rights-assistance')).state).toBe('ended');
    const ends = await store.asOwner(
      `select 1 from clock_events e join clocks k on k.id = e.clock_id
       where k.case_id = $1 and k.key = 'rights-assistance' and e.threshold = 100`,
      [caseId],
    );
    expect(ends).toHaveLength(1);
    expect(getPolicy(LAW).clocks['rights-assistance'].limit).toBe('PT24H');
  });

  it('are taken back: what only a policy has moved moves again, and an extension is reckoned from the end of the policy', async () => {
    const caseId = await store.report();
    await store.casework.change('case', caseId, PROCESS_ACTOR, (file) => {
      file.startClockAt('nrm-reflection', file.caseProcessId, file.now);
    });
    const daysOf = async () => {
      const { started, dueAt } = await clockOf(caseId, 'nrm-reflection');
      return (Date.parse(dueAt) - Date.parse(started)) / 86_400_000;
    };
    const extendTo = (days: number, grantedAt?: string) =>
      casework.change('case', caseId, actorOf(store.me), (file) => {
        const entry = file.contents.clocks.find(({ clock }) => clock.key === 'nrm-reflection');
        const newDueAt = new Date(Date.parse(entry?.clock.startedAt ?? '') + days * 86_400_000).toISOString();
        const grant = { ground: 'health', authority: 'Head', document: 'Memo', newDueAt };
        const roles = ['supervisor'] as const;
        extendCaseClock(file, entry?.id ?? '', { ...grant, grantedAt: grantedAt ?? file.now, roles });
      });
    const pin = async (version: string) => {
      const { approvalId } = await policies.askToApply(store.me, version, { caseIds: [caseId], reason: 'x' }, null);
      await approvals.decide(other, approvalId, { decision: 'approved', reason: 'Agreed' }, null);
    };
    await create('longer', [{ path: '/clocks/nrm-reflection/limit', value: 'P60D' }]);
    await pin('longer');
    expect(await daysOf()).toBe(60);
    await pin(LAW);
    expect(await daysOf()).toBe(45);
    await pin('longer');

    await expect(extendTo(91)).rejects.toMatchObject({ code: 'clock-extension-beyond-maximum' });
    // Granted before the policy moved the clock, and typed after: the record follows from what was typed last.
    await extendTo(90, new Date(Date.now() - 3_600_000).toISOString());
    expect(await daysOf()).toBe(90);
    const { workflow } = (
      await store.asOwner<{ workflow: string }>(
        `select workflow_id as workflow from clocks where case_id = $1 and key = 'nrm-reflection'`,
        [caseId],
      )
    )[0] ?? { workflow: '' };
    expect(await store.asOwner(CLOCKS_OFF_LEDGER_SQL, [workflow])).toEqual([]);
    await pin(LAW);
    expect(await daysOf()).toBe(90);
  });
});
