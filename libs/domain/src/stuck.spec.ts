import fc from 'fast-check';
import { openingCodes, type CaseCodes } from './case-codes.js';
import { startClock, type Clock } from './clock.js';
import { plus } from './instant.js';
import { FIXTURE_POLICY } from './policy.fixture.js';
import { stuckCauses, STUCK_RULES, type StuckCause } from './stuck.js';
import { actionsFor, basisOf } from './stuck-actions.js';
import { TASK_KEYS } from './task-keys.js';
import { stuckSentence } from './texts/stuck-texts.js';
import { WAIT_CAUSES } from './wait-causes.js';
import { causeOfTask, waitsFor, type WaitingCase, type WaitingTask } from './waits-for.js';

const MONDAY = '2026-11-16T03:00:00.000Z';
const CODES = openingCodes({ route: 'domestic', thai: false, child: true, language: 'shn' });

let ids = 0;
function task(key: WaitingTask['key'], more: Partial<WaitingTask> = {}): WaitingTask {
  return {
    id: `task-${(ids += 1)}`,
    workflowId: 'case:1',
    checklist: 'preliminary-screening',
    key,
    state: 'open',
    roles: ['social-worker'],
    assigneeId: 'somebody',
    openedAt: MONDAY,
    plannedAt: null,
    dueAt: plus(MONDAY, 'P1D'),
    settledAt: null,
    outcome: null,
    ...more,
  };
}

function done(
  key: WaitingTask['key'],
  outcome: string,
  settledAt: string,
  more: Partial<WaitingTask> = {},
): WaitingTask {
  return task(key, { state: 'completed', outcome, settledAt, ...more });
}

function kase(more: Omit<Partial<WaitingCase>, 'codes'> & { codes?: Partial<CaseCodes> } = {}): WaitingCase {
  return {
    stage: 'preliminary-screening',
    stageSince: MONDAY,
    status: 'open',
    tasks: [],
    clocks: [],
    processes: [{ workflowId: 'case:1', subject: '', state: 'running', agency: null }],
    faults: [],
    ...more,
    codes: { ...CODES, ...more.codes },
  };
}

function ended(key: Clock['key'], more: Partial<Clock> = {}): Clock {
  const dueAt = plus(MONDAY, 'PT24H');
  return { ...startClock(key, MONDAY, dueAt), state: 'ended', endedAt: dueAt, ...more };
}

const of = (found: readonly StuckCause[], rule: string) => found.filter((cause) => cause.rule === rule);
const sentenceOf = (found: readonly StuckCause[], rule: string) => {
  const [cause] = of(found, rule);
  if (cause === undefined) throw new Error(`Not stuck by ${rule}`);
  return { th: stuckSentence(cause, 'th'), en: stuckSentence(cause, 'en') };
};

describe('what a case waits for', () => {
  it('is a person, unless the task depends on somebody or something else', () => {
    const causes = new Set(TASK_KEYS.map((key) => causeOfTask(key, CODES)));
    expect(causeOfTask('screening-interview', CODES)).toBe('person');
    expect(causeOfTask('record-court-order', CODES)).toBe('court');
    expect([...causes].every((cause) => WAIT_CAUSES.includes(cause))).toBe(true);
  });

  it('is the quorum when the team has met in vain', () => {
    expect(causeOfTask('convene-mdt', CODES)).toBe('person');
    expect(causeOfTask('convene-mdt', { ...CODES, mdtInterview: 'quorum-not-reached' })).toBe('quorum');
  });

  it('names an interpreter also when nobody is asked for one any more', () => {
    const waits = waitsFor(
      kase({ codes: { interpreter: 'none' }, tasks: [done('arrange-interpreter', 'not-available', MONDAY)] }),
    );
    expect(waits).toEqual([expect.objectContaining({ cause: 'interpreter', since: MONDAY, taskId: null })]);
  });
});

describe('the stuck board', () => {
  it('says of a quorum that was missed twice since when, how often, and who sets a new date', () => {
    const once = kase({
      stage: 'formal-identification',
      codes: { mdtInterview: 'quorum-not-reached', interpreter: 'present' },
      tasks: [done('mdt-interview', 'quorum-not-reached', '2026-11-21T03:00:00.000Z'), task('convene-mdt')],
    });
    expect(of(stuckCauses(once, FIXTURE_POLICY), 'quorum-missed')).toEqual([]);
    const twice = {
      ...once,
      tasks: [...once.tasks, done('mdt-interview', 'quorum-not-reached', '2026-11-23T03:00:00.000Z')],
    };
    const found = stuckCauses(twice, FIXTURE_POLICY);
    expect(sentenceOf(found, 'quorum-missed').en).toBe(
      'Since 21 Nov 2569 BE the MDT has not reached its quorum twice; the chair of the multidisciplinary team or the social worker can set a new date.',
    );
    expect(sentenceOf(found, 'quorum-missed').th).toContain('ไม่ครบองค์ประชุม 2 ครั้ง');
    expect(of(found, 'quorum-missed')[0]?.stuckAt).toBe('2026-11-23T03:00:00.000Z');
  });

  it('offers more time for what runs meanwhile, on the ground of the wait; what has run out is never extended', () => {
    const { clocks } = FIXTURE_POLICY;
    const extension = { ...clocks['mdt-result'].extension, grounds: ['team-not-complete', 'interpreter'] };
    const policy = {
      ...FIXTURE_POLICY,
      clocks: { ...clocks, 'nrm-before-interview': { ...clocks['nrm-before-interview'], extension } },
    } as typeof FIXTURE_POLICY;
    const stalled = (clock: Clock) =>
      kase({
        stage: 'formal-identification',
        codes: { mdtInterview: 'quorum-not-reached' },
        tasks: ['2026-11-21T03:00:00.000Z', '2026-11-23T03:00:00.000Z'].map((at) =>
          done('mdt-interview', 'quorum-not-reached', at),
        ),
        clocks: [{ id: 'clock-1', workflowId: 'case:1', taskId: null, clock }],
      });
    const offers = (clock: Clock, rule: string) =>
      of(stuckCauses(stalled(clock), policy), rule).flatMap((cause) =>
        actionsFor(cause, policy, cause.params.clock as Clock['key']).filter(({ action }) => action === 'extend-clock'),
      );
    const running = startClock('nrm-before-interview', MONDAY, plus(MONDAY, 'P15D'));
    expect(offers(running, 'quorum-missed')).toEqual([
      { action: 'extend-clock', roles: extension.grantedBy, clockId: 'clock-1' },
    ]);
    const other = startClock('mdt-result', MONDAY, plus(MONDAY, 'P7D'));
    expect(offers(other, 'quorum-missed')).toEqual([]);
    expect(of(stuckCauses(stalled(ended('nrm-before-interview')), policy), 'clock-breached')).toHaveLength(1);
    expect(offers(ended('nrm-before-interview'), 'clock-breached')).toEqual([]);
    expect(offers(ended('nrm-before-interview'), 'quorum-missed')).toEqual([]);
  });

  it('gives a team that has a new date a week, and no more', () => {
    const tasks = [
      done('mdt-interview', 'quorum-not-reached', '2026-11-21T03:00:00.000Z'),
      done('mdt-interview', 'quorum-not-reached', '2026-11-23T03:00:00.000Z'),
      done('convene-mdt', 'convened', '2026-11-24T03:00:00.000Z'),
      task('mdt-interview'),
    ];
    const found = stuckCauses(
      kase({ stage: 'formal-identification', codes: { mdtInterview: 'quorum-not-reached' }, tasks }),
      FIXTURE_POLICY,
    );
    expect(of(found, 'quorum-missed')[0]?.stuckAt).toBe('2026-12-01T03:00:00.000Z');
  });

  it('names the language that nobody can interpret', () => {
    const found = stuckCauses(
      kase({
        codes: { interpreter: 'none' },
        tasks: [done('arrange-interpreter', 'not-available', MONDAY), task('tell-rights')],
      }),
      FIXTURE_POLICY,
    );
    expect(sentenceOf(found, 'interpreter-missing').en).toBe(
      'Since 16 Nov 2569 BE there has been no interpreter for Shan; the social worker or the police officer can add one.',
    );
  });

  it('says that a child’s consent waits for her guardian', () => {
    const found = stuckCauses(
      kase({
        codes: { consent: 'guardian-pending', interpreter: 'present' },
        tasks: [done('ask-consent', 'guardian-pending', MONDAY), task('tell-rights')],
      }),
      FIXTURE_POLICY,
    );
    expect(sentenceOf(found, 'guardian-awaited').en).toContain('the consent has waited for a guardian');
  });

  it('says which agency has not answered which referral', () => {
    const referral = task('answer-referral', {
      checklist: 'service-referral',
      workflowId: 'service-referral:9',
      roles: ['shelter-staff'],
    });
    const found = stuckCauses(
      kase({
        tasks: [referral],
        clocks: [
          { id: 'clock-1', workflowId: 'service-referral:9', taskId: referral.id, clock: ended('referral-response') },
        ],
        processes: [
          { workflowId: 'service-referral:9', subject: 'shelter', state: 'running', agency: 'shelter-nonthaburi' },
        ],
      }),
      FIXTURE_POLICY,
    );
    const [cause] = of(found, 'referral-unanswered');
    expect(cause).toMatchObject({ cause: 'agency', agency: 'shelter-nonthaburi', taskId: referral.id });
    expect(sentenceOf(found, 'referral-unanswered').en).toContain('has not been answered by shelter-nonthaburi');
  });

  it('leaves a clock alone that was answered, and a target that nobody is asked to keep any more', () => {
    const stopped = ended('rights-assistance', { stoppedAt: MONDAY, stopReason: 'told' });
    const clocks = [stopped, ended('s29-notify')].map((clock, index) => ({
      id: `clock-${index}`,
      workflowId: 'case:1',
      taskId: null,
      clock,
    }));
    expect(of(stuckCauses(kase({ tasks: [task('tell-rights')], clocks }), FIXTURE_POLICY), 'clock-breached')).toEqual(
      [],
    );
  });

  it('waits a day for the court, two days for an owner, the stage’s days for any progress', () => {
    const court = task('record-court-order', { checklist: 'custody', dueAt: null, assigneeId: null });
    const found = stuckCauses(kase({ stage: 'temporary-protection', tasks: [court] }), FIXTURE_POLICY);
    const stuckAt = Object.fromEntries(found.map((cause) => [cause.rule, cause.stuckAt]));
    expect(stuckAt).toEqual({
      'wait-too-long': plus(MONDAY, 'P1D'),
      'no-owner': plus(MONDAY, 'P2D'),
      'no-deadline': plus(MONDAY, 'P14D'),
      'stage-idle': plus(MONDAY, 'P2D'),
    });
    expect(sentenceOf(found, 'wait-too-long').en).toContain('the court’s paper has been awaited');
  });

  it('does not call a case idle before the day for which its next visit is planned', () => {
    const plannedAt = plus(MONDAY, 'P6M');
    const visit = task('follow-up-visit', { checklist: 'follow-up', plannedAt, dueAt: plannedAt, assigneeId: null });
    const found = stuckCauses(kase({ stage: 'follow-up', tasks: [visit] }), FIXTURE_POLICY);
    expect(of(found, 'stage-idle')[0]?.stuckAt).toBe(plannedAt);
    expect(of(found, 'no-owner')[0]?.stuckAt).toBe(plus(plannedAt, 'P2D'));
  });

  it('counts acts as progress', () => {
    const tasks = [done('tell-rights', 'told', plus(MONDAY, 'P2D')), task('ask-consent')];
    expect(of(stuckCauses(kase({ tasks }), FIXTURE_POLICY), 'stage-idle')[0]?.stuckAt).toBe(plus(MONDAY, 'P5D'));
  });

  it('calls it a fault of the system when nobody has anything to do and no clock runs', () => {
    const [cause] = stuckCauses(kase({ tasks: [done('decide-screening', 'indication', MONDAY)] }), FIXTURE_POLICY);
    expect(cause).toMatchObject({ rule: 'nothing-open', cause: 'system-fault', stuckAt: plus(MONDAY, 'PT1M') });
  });

  it('says of a closed case only what is wrong with its machinery', () => {
    const faults = [{ kind: 'workflow-task-failing' as const, workflowId: 'case:1', since: MONDAY }];
    const found = stuckCauses(
      kase({ status: 'closed', stage: 'closed', tasks: [task('must-decide')], faults }),
      FIXTURE_POLICY,
    );
    expect(found.map(({ rule }) => rule)).toEqual(['machinery']);
    expect(sentenceOf(found, 'machinery').en).toContain('its process fails again and again');
  });

  it('lets a wait be right until a date, but never a clock that ran out, and not when it begins anew', () => {
    const waiting = kase({
      codes: { interpreter: 'none' },
      tasks: [done('arrange-interpreter', 'not-available', MONDAY), task('tell-rights')],
      clocks: [{ id: 'c', workflowId: 'case:1', taskId: null, clock: ended('nrm-before-interview') }],
    });
    const until = plus(MONDAY, 'P9D');
    const stuckAt = (key: string, setAt: string) => {
      const found = stuckCauses(waiting, FIXTURE_POLICY, [{ key, until, setAt }]);
      return found.find((cause) => cause.key === key)?.stuckAt;
    };
    expect(stuckAt('interpreter-missing', plus(MONDAY, 'PT1H'))).toBe(until);
    expect(stuckAt('interpreter-missing', '2026-11-15T03:00:00.000Z')).toBe(MONDAY);
    expect(stuckAt('clock:c', plus(MONDAY, 'P2D'))).toBe(plus(MONDAY, 'PT24H'));
  });

  it('always has a sentence in both languages, a basis, and somebody who can do something', () => {
    const state = fc.constantFrom('open' as const, 'completed' as const, 'blocked' as const);
    const someTask = fc.record({
      key: fc.oneof(fc.constantFrom(...TASK_KEYS), fc.constant('mdt-interview' as const)),
      state,
      due: fc.boolean(),
      owned: fc.boolean(),
    });
    const somebody = fc.record({
      tasks: fc.array(someTask, { maxLength: 6 }),
      interpreter: fc.constantFrom('none' as const, 'present' as const),
      consent: fc.constantFrom('guardian-pending' as const, 'given' as const),
      quorum: fc.boolean(),
      fault: fc.boolean(),
    });
    const seen = new Set<string>();
    fc.assert(
      fc.property(somebody, ({ tasks, interpreter, consent, quorum, fault }) => {
        const found = stuckCauses(
          kase({
            stage: quorum ? 'formal-identification' : 'assistance',
            codes: { interpreter, consent, ...(quorum ? { mdtInterview: 'quorum-not-reached' as const } : {}) },
            tasks: tasks.map(({ key, state: was, due, owned }) =>
              task(key, {
                state: was,
                outcome: 'quorum-not-reached',
                settledAt: was === 'completed' ? MONDAY : null,
                dueAt: due ? MONDAY : null,
                assigneeId: owned ? 'x' : null,
              }),
            ),
            clocks: tasks.some(({ due }) => due)
              ? [{ id: 'c', workflowId: 'case:1', taskId: null, clock: ended('nrm-reflection') }]
              : [],
            faults: fault ? [{ kind: 'workflow-missing', workflowId: 'case:1', since: MONDAY }] : [],
          }),
          FIXTURE_POLICY,
        );
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
        for (const cause of found) {
          seen.add(cause.rule);
          for (const language of ['th', 'en'] as const)
            expect(stuckSentence(cause, language)).not.toMatch(/[{}]|undefined/);
          expect(stuckSentence(cause, 'th')).toMatch(/[\u0E00-\u0E7F]/);
          expect(cause.roles.length).toBeGreaterThan(0);
          expect(actionsFor(cause, FIXTURE_POLICY).length).toBeGreaterThan(0);
          expect(basisOf(cause, FIXTURE_POLICY).basis.th).not.toBe('');
        }
      }),
      { numRuns: 400, seed: 25_690_124 },
    );
    expect([...seen].sort()).toEqual([...STUCK_RULES].filter((rule) => rule !== 'referral-unanswered').sort());
  });
});
