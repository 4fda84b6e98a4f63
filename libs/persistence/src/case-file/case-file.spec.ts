import { openingCodes } from '#domain/case-codes.js';
import { DomainError } from '#domain/errors.js';
import { plus } from '#domain/instant.js';
import { getPolicy } from '#policy/load-policy.js';
import { testVault } from '#testing/test-keys.js';
import { emptyContents, PROCESS_ACTOR, type LockedCase, type OutboxRow } from '../rows.js';
import { recordCustody } from './complete-task.js';
import { CaseFile } from './case-file.js';
import { extendCaseClock, type ClockExtensionOrder } from './extend-clock.js';

const NOW = '2026-11-20T09:00:00.000Z';
const ID = '00000000-0000-4000-8000-000000000001';
const WORKFLOW = `case:${ID}`;

const { cipher } = await testVault().createKey('case', ID);

function fileAt(now = NOW): CaseFile {
  const row: LockedCase = {
    id: ID,
    number: 'SP-2569-000001',
    stage: 'preliminary-screening',
    stage_no: 2,
    stage_since: NOW,
    status: 'open',
    outcome: null,
    province: '12',
    agency: null,
    reported_by: ID,
    reporter_province: '12',
    access: [],
    policy_version: 'th-nrm-2565',
    codes: openingCodes({ route: 'domestic', thai: true, child: false, language: 'th' }),
    must_decide: false,
    closed_at: null,
    retention_until: null,
    now,
  };
  const contents = emptyContents(() => Promise.resolve(cipher));
  const file = new CaseFile(row, contents, getPolicy('th-nrm-2565'), PROCESS_ACTOR);
  file.startProcess('case', ID);
  return file;
}

/** A transaction that takes everything, and what it was given to write. */
async function flushed(
  file: CaseFile,
): Promise<{ told: readonly OutboxRow[]; sql: string; params: readonly unknown[] }> {
  let written = { sql: '', params: [] as readonly unknown[] };
  const tx = {
    vault: null,
    query: () => Promise.resolve([]),
    send: (sql: string, params: readonly unknown[] = []) => void (written = { sql, params }),
  };
  return { told: await file.flush(tx), ...written };
}

const openScreening = (file: CaseFile, cause = 'stage:2') =>
  file.openChecklist('preliminary-screening', WORKFLOW, cause);
const statesOf = (file: CaseFile) => Object.fromEntries(file.contents.tasks.map(({ key, state }) => [key, state]));

describe('a case that is open for a change', () => {
  it('opens a checklist once for each cause, whoever asks again', () => {
    const file = fileAt();
    expect(openScreening(file).length).toBeGreaterThan(3);
    expect(openScreening(file)).toEqual([]);
    expect(openScreening(file, 'stage:4').length).toBeGreaterThan(3);
  });

  it('opens first what waits for nothing, and lets the rest wait', () => {
    const file = fileAt();
    openScreening(file);
    expect(statesOf(file)).toMatchObject({
      'tell-rights': 'open',
      'ask-consent': 'blocked',
      'decide-screening': 'blocked',
    });
  });

  it('tells each workflow its own sequence, with the clocks that it must watch', async () => {
    const file = fileAt();
    const other = file.startProcess('service-referral', 'r1');
    file.startClockAt('rights-assistance', WORKFLOW, NOW);
    file.tell(WORKFLOW, { kind: 'caseReported', at: NOW });
    file.tell(other, { kind: 'processStarted', at: NOW });
    file.tell(WORKFLOW, { kind: 'reportTriaged', at: NOW });
    const { told } = await flushed(file);
    expect(told.map(({ workflowId, fact }) => [workflowId, fact.seq])).toEqual([
      [WORKFLOW, 1],
      [other, 1],
      [WORKFLOW, 2],
    ]);
    expect(told[0]?.fact.clocks).toMatchObject([{ key: 'rights-assistance', state: 'running' }]);
    expect(told[1]?.fact).not.toHaveProperty('clocks');
  });

  it('tells of a clock that runs even when nothing else is told: a timer must be armed', async () => {
    const file = fileAt();
    file.startClockAt('rights-assistance', WORKFLOW, NOW);
    expect((await flushed(file)).told.map(({ fact }) => fact.kind)).toEqual(['clocksChanged']);
  });

  it('tells nothing of a clock that is over already', async () => {
    const file = fileAt(plus(NOW, 'PT48H'));
    const { clock } = file.startClockAt('rights-assistance', WORKFLOW, NOW);
    expect(clock.state).toBe('ended');
    expect((await flushed(file)).told).toEqual([]);
  });

  it('writes all of it in one statement, and no value of it into the SQL', async () => {
    const file = fileAt();
    openScreening(file);
    file.timeline('case-reported', { task: `'); drop table cases; --` }, NOW);
    const { sql, params } = await flushed(file);
    expect(sql).not.toContain('drop table');
    expect(sql).toMatch(/^with w0 as \(insert into/);
    expect(sql).toMatch(/update cases t set .*revision = t\.revision \+ 1/s);
    expect(JSON.stringify(params)).toContain('drop table');
  });

  it('lets nothing of a person out unsealed, and what it sealed opens at its place only', async () => {
    const file = fileAt();
    recordCustody(file, NOW, { placeType: 'shelter', place: 'Grumplewatz' });
    const { params } = await flushed(file);
    const written = params.map((rows) => JSON.parse(String(rows)) as Record<string, string>[]).flat();
    const row = written.find(({ place_type }) => place_type === 'shelter');
    expect(JSON.stringify(params)).not.toContain('Grumplewatz');
    const sealed = Buffer.from(row?.place?.slice(2) ?? '', 'hex');
    expect(cipher.open({ column: 'custodies.place', row: row?.id ?? '' }, sealed)).toBe('Grumplewatz');
    expect(() => cipher.open({ column: 'custodies.place', row: ID }, sealed)).toThrow(/does not open/);
  });

  it('must decide when a ceiling ran out, by the task that decides if it is open', () => {
    const file = fileAt(plus(NOW, 'PT25H'));
    file.openTasks(['decide-custody'], { workflowId: WORKFLOW, checklist: 'custody', cause: 'c' });
    file.startClockAt('s29-custody', WORKFLOW, NOW);
    expect(file.contents.tasks).toMatchObject([{ key: 'decide-custody', mustDecide: true, urgent: true }]);
  });

  it('must decide by a task of its own when nobody has one, opened once', () => {
    const file = fileAt(plus(NOW, 'PT25H'));
    const entry = file.startClockAt('s29-custody', WORKFLOW, NOW);
    file.fireClock(entry, file.now, 'workflow');
    expect(file.contents.tasks).toMatchObject([{ key: 'must-decide', clockKey: 's29-custody', urgent: true }]);
  });

  it('only says so when a target was missed: no law is broken', () => {
    const file = fileAt(plus(NOW, 'PT48H'));
    file.startClockAt('rights-assistance', WORKFLOW, NOW);
    expect(file.contents.tasks).toEqual([]);
  });
});

describe('an extension', () => {
  const order: ClockExtensionOrder = {
    ground: 'health',
    authority: 'Head of PSDHS',
    document: 'พม 0301/1',
    newDueAt: plus(NOW, 'P50D'),
    grantedAt: NOW,
    roles: ['supervisor'],
  };
  const reflecting = (now = NOW) => {
    const file = fileAt(now);
    const entry = file.startClockAt('nrm-reflection', WORKFLOW, NOW);
    return { file, id: entry.id };
  };
  /** The same with the task in which its end is decided. */
  const deciding = (now = NOW) => {
    const file = fileAt(now);
    file.setCodes({ ...file.row.codes, reflection: 'accepted' });
    const [task] = file.openTasks(['decide-readiness'], {
      workflowId: WORKFLOW,
      checklist: 'recovery-reflection',
      cause: 'c',
    });
    const { id } = file.startClockAt('nrm-reflection', WORKFLOW, NOW);
    return { file, id, task };
  };
  const codeOf = (file: CaseFile, id: string, changes: Partial<ClockExtensionOrder>) => {
    try {
      extendCaseClock(file, id, { ...order, ...changes });
    } catch (refusal) {
      if (refusal instanceof DomainError) return refusal.code;
      throw refusal;
    }
    return 'extended';
  };

  it('moves the end, and with it what the task is due by', () => {
    const { file, id, task } = deciding();
    const { clock } = extendCaseClock(file, id, order);
    expect(clock).toMatchObject({ dueAt: order.newDueAt, revision: 1, fired: [] });
    expect(task?.dueAt).toBe(order.newDueAt);
  });

  it.each<[string, Partial<ClockExtensionOrder>, string]>([
    ['on a ground that the policy does not know', { ground: 'workload' }, 'clock-extension-ground-not-allowed'],
    ['by somebody who may not grant it', { roles: ['police-officer'] }, 'not-permitted'],
    ['that was granted tomorrow', { grantedAt: plus(NOW, 'P1D') }, 'instant-in-the-future'],
    ['to an earlier day', { newDueAt: plus(NOW, 'P10D') }, 'clock-extension-not-later'],
    ['beyond what the rule allows at the most', { newDueAt: plus(NOW, 'P3Y') }, 'clock-extension-beyond-maximum'],
  ])('%s is refused', (_, changes, code) => {
    const { file, id } = reflecting();
    expect(codeOf(file, id, changes)).toBe(code);
  });

  it('never undoes a breach: granted after the end it is refused', () => {
    const { file, id } = reflecting(plus(NOW, 'P46D'));
    expect(codeOf(file, id, { newDueAt: plus(NOW, 'P60D'), grantedAt: plus(NOW, 'P46D') })).toBe('clock-already-ended');
  });

  it('that was granted in time overtakes the end that was seen, and what that end asked for is asked no more', () => {
    const { file, id } = reflecting(plus(NOW, 'P46D'));
    const ended = file.requireClock(id).clock;
    expect(ended).toMatchObject({ state: 'ended', revision: 0 });
    expect(file.contents.tasks).toMatchObject([{ key: 'must-decide', state: 'open' }]);
    expect(codeOf(file, id, { newDueAt: plus(NOW, 'P60D'), grantedAt: plus(NOW, 'P44D') })).toBe('extended');
    expect(file.requireClock(id).clock).toMatchObject({ state: 'running', revision: 1, dueAt: plus(NOW, 'P60D') });
    expect(file.contents.tasks).toMatchObject([{ key: 'must-decide', state: 'cancelled' }]);
  });

  it('that overtakes an end leaves the next one to be asked about anew', () => {
    const { file, id } = reflecting(plus(NOW, 'P46D'));
    expect(codeOf(file, id, { grantedAt: plus(NOW, 'P44D'), newDueAt: plus(NOW, 'P45DT1H') })).toBe('extended');
    expect(file.requireClock(id).clock).toMatchObject({ state: 'ended', revision: 1 });
    expect(file.contents.tasks.map(({ key, state }) => [key, state])).toEqual([
      ['must-decide', 'cancelled'],
      ['must-decide', 'open'],
    ]);
  });

  it('that overtakes an end takes its mark from the task that decides, and leaves it where another end asks too', () => {
    const decider = (otherEnds: boolean) => {
      const { file, id, task } = deciding(plus(NOW, 'P46D'));
      if (otherEnds) file.startClockAt('nrm-reflection', WORKFLOW, NOW);
      expect(task).toMatchObject({ urgent: true, mustDecide: true });
      extendCaseClock(file, id, { ...order, newDueAt: plus(NOW, 'P60D'), grantedAt: plus(NOW, 'P44D') });
      return task;
    };
    expect(decider(false)).toMatchObject({ urgent: false, mustDecide: false, dueAt: plus(NOW, 'P60D') });
    expect(decider(true)).toMatchObject({ urgent: true, mustDecide: true });
  });

  it('of temporary protection is the court’s alone', () => {
    const file = fileAt();
    const { id } = file.startClockAt('s29-custody', WORKFLOW, NOW);
    expect(codeOf(file, id, {})).toBe('clock-not-extendable');
  });
});
