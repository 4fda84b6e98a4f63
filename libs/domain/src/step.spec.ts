import { CONSENT_ANSWERS } from './stages/preliminary-screening.js';
import fc from 'fast-check';
import { LAO_WOMAN, planAct, refusalsOf } from './act.fixture.js';
import { isInCustody, type CaseCodes } from './case-codes.js';
import { checklistOf, CHECKLISTS, rolesFor, STAGE_CHECKLIST, templateOf, type ChecklistName } from './checklists.js';
import { FIXTURE_POLICY } from './policy.fixture.js';
import { ROLES } from './roles.js';
import { mayOpenStandingAct, STANDING_ACTS, type StandingAct } from './standing-acts.js';
import { STAGES } from './stages.js';
import { keysOf, openingOf, opensCustodyTasks, planStep, settleBlocked, type ChecklistTask } from './step.js';
import { TASK_KEYS, type TaskKey } from './task-keys.js';

const CHECKLIST_NAMES = Object.keys(CHECKLISTS) as ChecklistName[];
const THAI_WOMAN: CaseCodes = { ...LAO_WOMAN, thai: true, language: 'th', interpreter: 'not-needed' };

const someCodes: fc.Arbitrary<CaseCodes> = fc
  .record({
    thai: fc.boolean(),
    child: fc.boolean(),
    rightsTold: fc.boolean(),
    route: fc.constantFrom('domestic' as const, 'rescued-abroad' as const, 'labour' as const),
    interpreter: fc.constantFrom('not-needed' as const, 'needed' as const, 'present' as const, 'none' as const),
    consent: fc.constantFrom('not-asked' as const, 'given' as const, 'refused' as const, 'guardian-pending' as const),
    custody: fc.constantFrom('none' as const, 'running' as const, 'petitioned' as const, 'ended' as const),
    reflection: fc.constantFrom('accepted' as const, 'waived' as const),
    finding: fc.constantFrom('victim-s6' as const, 'not-a-victim' as const),
    forcedCriminality: fc.boolean(),
    choices: fc.record({ shelter: fc.constantFrom('yes' as const, 'no' as const) }),
  })
  .map((drawn) => ({ ...LAO_WOMAN, ...drawn }));

const opened = (name: ChecklistName, codes: CaseCodes): Record<string, string> =>
  Object.fromEntries(openingOf(name, keysOf(name), codes).map(({ key, state }) => [key, state]));

describe('opening a checklist', () => {
  it('asks a Thai woman for no interpreter, and a Lao woman for one before her consent', () => {
    expect(opened('preliminary-screening', THAI_WOMAN)).toEqual({
      'tell-rights': 'open',
      'ask-consent': 'blocked',
      'health-and-safety-check': 'open',
      'screening-interview': 'blocked',
      'decide-screening': 'blocked',
    });
    expect(opened('preliminary-screening', LAO_WOMAN)).toMatchObject({ 'arrange-interpreter': 'open' });
  });

  it('uses รบ.1 on the labour route only', () => {
    expect(opened('preliminary-screening', THAI_WOMAN)).not.toHaveProperty('labour-screening');
    expect(opened('preliminary-screening', { ...THAI_WOMAN, route: 'labour' })).toMatchObject({
      'labour-screening': 'open',
    });
  });

  it('takes nobody into protection who is there already', () => {
    expect(opened('temporary-protection', { ...LAO_WOMAN, custody: 'running' })).toEqual({});
    expect(opened('temporary-protection', LAO_WOMAN)).toEqual({ 'admit-to-protection': 'open' });
  });

  it('flags forced criminality to the prosecutor, because s.41 does not name it', () => {
    expect(opened('rights-and-choices', LAO_WOMAN)).not.toHaveProperty('flag-to-prosecutor');
    expect(opened('rights-and-choices', { ...LAO_WOMAN, forcedCriminality: true })).toMatchObject({
      'flag-to-prosecutor': 'open',
    });
  });

  it('looks for a shelter only when she wants one', () => {
    expect(opened('assistance', LAO_WOMAN)).not.toHaveProperty('match-shelter');
    expect(opened('assistance', { ...LAO_WOMAN, choices: { shelter: 'yes' } })).toMatchObject({
      'match-shelter': 'open',
    });
  });

  it('plans the bilateral meeting for foreigners only', () => {
    expect(opened('follow-up', THAI_WOMAN)).toEqual({ 'follow-up-visit': 'open' });
    expect(opened('follow-up', LAO_WOMAN)).toHaveProperty('case-management-meeting');
  });

  it('opens something at once, in every stage and for everybody', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STAGES), someCodes, (stage, codes) => {
        const name = STAGE_CHECKLIST[stage];
        // Who is in protection decides there with custody's own tasks; who was, is not taken in twice.
        fc.pre(name !== null && !(name === 'temporary-protection' && codes.custody !== 'none'));
        expect(Object.values(opened(name, codes))).toContain('open');
      }),
    );
  });

  it('opens several visits of one kind side by side', () => {
    expect(openingOf('follow-up', ['follow-up-visit', 'follow-up-visit'], THAI_WOMAN)).toHaveLength(2);
  });
});

describe('a task that waits for others', () => {
  const tasks = (...states: readonly (readonly [TaskKey, ChecklistTask['state']])[]): readonly ChecklistTask[] =>
    states.map(([key, state], order) => ({ id: `${key}-${order}`, key, state, order }));

  it('opens when all of them are settled, done or dropped', () => {
    const waiting = tasks(
      ['tell-rights', 'completed'],
      ['arrange-interpreter', 'cancelled'],
      ['ask-consent', 'blocked'],
    );
    expect(settleBlocked('preliminary-screening', waiting, LAO_WOMAN).unblocks).toEqual(['ask-consent-2']);
  });

  it('waits on while one of them is open', () => {
    const waiting = tasks(['tell-rights', 'completed'], ['arrange-interpreter', 'open'], ['ask-consent', 'blocked']);
    expect(settleBlocked('preliminary-screening', waiting, LAO_WOMAN).unblocks).toEqual([]);
  });

  it('is dropped when the case does not need it, and lets the next one open in the same step', () => {
    const waiting = tasks(
      ['health-and-safety-check', 'completed'],
      ['ask-consent', 'completed'],
      ['screening-interview', 'blocked'],
      ['decide-screening', 'blocked'],
    );
    const settled = settleBlocked('preliminary-screening', waiting, { ...LAO_WOMAN, consent: 'refused' });
    expect([settled.notNeeded, settled.unblocks]).toEqual([['screening-interview-2'], ['decide-screening-3']]);
  });

  it('looks at the latest of several openings of one task', () => {
    const secondRound = tasks(
      ['mdt-interview', 'completed'],
      ['mdt-finding', 'completed'],
      ['mdt-interview', 'open'],
      ['mdt-finding', 'blocked'],
    );
    const settled = settleBlocked('formal-identification', secondRound, { ...LAO_WOMAN, mdtInterview: 'held' });
    expect(settled.unblocks).toEqual([]);
  });

  it('is opened or dropped in the end, whatever is done before it and however it ends', () => {
    const play = (name: ChecklistName, codes: CaseCodes, order: readonly number[]): readonly ChecklistTask[] => {
      let now = openingOf(name, keysOf(name), codes).map(({ key, state }, index): ChecklistTask => ({
        id: `${index}`,
        key,
        state,
        order: index,
      }));
      for (let turn = 0; now.some(({ state }) => state === 'open'); turn += 1) {
        const open = now.filter(({ state }) => state === 'open');
        const done = open[(order[turn] ?? 0) % open.length]?.id;
        const after = now.map((task) => (task.id === done ? { ...task, state: 'completed' as const } : task));
        now = [...settleBlocked(name, after, codes).tasks];
      }
      return now;
    };
    fc.assert(
      fc.property(fc.constantFrom(...CHECKLIST_NAMES), someCodes, fc.array(fc.nat()), (name, codes, order) => {
        expect(play(name, codes, order).filter(({ state }) => state === 'blocked')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('one step', () => {
  it('changes nothing of what it was given', () => {
    const tasks: readonly ChecklistTask[] = [
      { id: 'a', key: 'tell-rights', state: 'open', order: 0 },
      { id: 'b', key: 'ask-consent', state: 'blocked', order: 1 },
    ];
    const before = structuredClone(tasks);
    const at = '2026-11-25T12:00:00.000Z';
    const plan = planStep(
      'preliminary-screening',
      tasks,
      'a',
      { key: 'tell-rights', outcome: 'told', answers: {}, at, now: at, actorId: 'officer' },
      {
        codes: THAI_WOMAN,
        policy: FIXTURE_POLICY,
        stage: 'preliminary-screening',
        dueAtOf: () => undefined,
        caseId: 'case-1',
        completedBy: () => undefined,
      },
    );
    expect([tasks, THAI_WOMAN.rightsTold, plan.codes.rightsTold]).toEqual([before, false, true]);
    expect([plan.unblocks, plan.checklistEnded, plan.tells]).toEqual([['b'], false, null]);
  });

  it('tells the end of a list to the workflow that waits for it', () => {
    expect(planAct('rights-and-choices', 'record-choices', 'recorded').tells?.kind).toBe('checklistEnded');
    expect(planAct('custody', 'notify-superior', 'notified')).toMatchObject({ checklistEnded: true, tells: null });
  });

  it('does not end a list that it makes longer', () => {
    const asked = planAct('standing', 'ask-partner-agency', 'asked');
    expect([asked.opens, asked.checklistEnded]).toEqual([['record-partner-answer'], false]);
  });

  it('meets again in half a year as long as visits are to be made, and ends the list with the last of both', () => {
    const heldWith = (visit: ChecklistTask['state']) =>
      planStep(
        'follow-up',
        [
          { id: 'v', key: 'follow-up-visit', state: visit, order: 0 },
          { id: 'm', key: 'case-management-meeting', state: 'open', order: 1 },
        ],
        'm',
        {
          key: 'case-management-meeting',
          outcome: 'held',
          answers: {},
          at: '2026-11-25T12:00:00.000Z',
          now: '2026-11-25T12:00:00.000Z',
          actorId: 'officer',
        },
        {
          codes: LAO_WOMAN,
          policy: FIXTURE_POLICY,
          stage: 'follow-up',
          dueAtOf: () => undefined,
          caseId: 'case-1',
          completedBy: () => undefined,
        },
      );
    expect(heldWith('open')).toMatchObject({ opens: ['case-management-meeting'], checklistEnded: false, tells: null });
    expect(heldWith('completed')).toMatchObject({ opens: [], tells: { kind: 'checklistEnded' } });
  });

  it('tells why, where the outcome alone does not show the way', () => {
    const answers = { reasons: 'She cannot be understood yet', ground: 'reflection' };
    expect(planAct('preliminary-screening', 'decide-screening', 'cannot-tell-yet', { answers }).tells).toEqual({
      kind: 'screeningDecided',
      outcome: 'cannot-tell-yet',
      ground: 'reflection',
    });
    expect(planAct('preliminary-screening', 'decide-screening', 'indication', { answers }).tells).not.toHaveProperty(
      'ground',
    );
  });

  it('of a standing act is refused where the stage does not bear it, also when it was opened before', () => {
    for (const key of Object.keys(STANDING_ACTS) as StandingAct[]) {
      const [outcome] = templateOf('standing', key).outcomes;
      for (const stage of STAGES) {
        const consent = Object.fromEntries(CONSENT_ANSWERS.map((field) => [field, true]));
        const answers = { ...consent, reasons: 'She called again', placeType: 'shelter', toldHelpGoesOn: true };
        const codes = { rightsTold: true, interpreter: 'present' } as const;
        expect(refusalsOf('standing', key, outcome, { stage, answers, codes })).toEqual(
          mayOpenStandingAct(key, stage) ? [] : ['/answers/outcome stage-does-not-allow'],
        );
      }
    }
    expect(refusalsOf('standing', 'record-partner-answer', 'answered', { stage: 'closure' })).toEqual([]);
  });

  it('opens custody’s own tasks when protection starts, and only then', () => {
    fc.assert(
      fc.property(someCodes, someCodes, (before, after) => {
        expect(opensCustodyTasks(before, after)).toBe(!isInCustody(before) && isInCustody(after));
      }),
    );
  });

  it('of a task that is not on the list is a mistake of the program, not of a person', () => {
    expect(() => templateOf('report', 'mdt-finding')).toThrow('No task mdt-finding in checklist report');
  });
});

describe('the checklists', () => {
  it('have a place for every task, and each task once', () => {
    const keys = CHECKLIST_NAMES.flatMap((name) => {
      const own = checklistOf(name).tasks.map(({ key }) => key);
      expect(new Set(own).size).toBe(own.length);
      return own;
    });
    expect([...new Set(keys)].sort()).toEqual([...TASK_KEYS].sort());
  });

  it('make a task wait only for tasks of the same list, and never in a circle', () => {
    for (const name of CHECKLIST_NAMES) {
      const list = checklistOf(name).tasks;
      const before = (key: TaskKey, seen: readonly TaskKey[]): void => {
        expect(seen).not.toContain(key);
        const template = list.find((candidate) => candidate.key === key);
        if (template === undefined) throw new Error(`${name} waits for ${key}, which is not there`);
        template.after?.forEach((other) => before(other, [...seen, key]));
      };
      list.forEach(({ key }) => before(key, []));
    }
  });

  it('give every task to somebody', () => {
    for (const key of TASK_KEYS) {
      const roles = rolesFor(key);
      expect(roles.length).toBeGreaterThan(0);
      expect(ROLES).toEqual(expect.arrayContaining([...roles]));
    }
    expect(rolesFor('tell-negative-result')).toContain('mdt-chair');
  });
});
