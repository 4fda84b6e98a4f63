import { openingCodes, type CaseCodes } from '#domain/case-codes.js';
import { isStandingAct, STANDING_ACTS } from '#domain/standing-acts.js';
import { checklistOf, CHECKLISTS, templateOf, type ChecklistName } from '#domain/checklists.js';
import { PROTECTION_PLACES, REFUSED_PLACES } from '#domain/custody.js';
import { CONSENT_ANSWERS } from '#domain/stages/preliminary-screening.js';
import { planStep } from '#domain/step.js';
import { TASK_KEYS, type TaskKey } from '#domain/task-keys.js';
import type { Act, ActContext, Answers, TaskTemplate } from '#domain/task-template.js';
import { allForms, checkAnswers, getForm, type FormField } from './forms.js';
import { DEFAULT_POLICY_VERSION, getPolicy } from './load-policy.js';

const THAI = /[\u0e00-\u0e7f]/;
const NOW = '2026-11-24T09:00:00.000Z';

const ofEachKey = TASK_KEYS.map((key) => [key] as const);

/** Every question of a form with its path, the questions inside lists included. */
function questions(field: FormField, path: string): readonly (readonly [string, FormField])[] {
  const inside = Object.entries(field.properties ?? {}).flatMap(([name, inner]) => questions(inner, `${path}/${name}`));
  const items = field.items === undefined ? [] : questions(field.items, `${path}/*`);
  return [[path, field], ...inside, ...items];
}

function questionsOf(key: TaskKey): readonly (readonly [string, FormField])[] {
  return Object.entries(getForm(key).schema.properties).flatMap(([name, field]) => questions(field, `${key}/${name}`));
}

function checklistsWith(key: TaskKey): readonly ChecklistName[] {
  const names = Object.keys(CHECKLISTS) as ChecklistName[];
  return names.filter((name) => checklistOf(name).tasks.some((task) => task.key === key));
}

function outcomesOf(key: TaskKey): readonly string[] {
  return [...new Set(checklistsWith(key).flatMap((name) => templateOf(name, key).outcomes))];
}

/** A case that has come to the task: what the domain needs to have happened before. */
function casesAt(key: TaskKey): CaseCodes {
  const codes: CaseCodes = {
    ...openingCodes({ route: 'domestic', thai: true, child: false, language: 'th' }),
    rightsTold: true,
    consent: 'given',
  };
  switch (key) {
    case 'decide-custody':
    case 'notify-superior':
      return { ...codes, custody: 'running', custodyStartedAt: '2025-11-20T08:00:00.000Z' };
    case 'record-court-order':
      return { ...codes, custody: 'petitioned', custodyStartedAt: '2025-11-20T08:00:00.000Z' };
    case 'tell-negative-result':
      return { ...codes, screening: 'no-indication' };
    default:
      return codes;
  }
}

function contextOf(key: TaskKey): ActContext {
  return {
    caseId: 'case-1',
    codes: casesAt(key),
    policy: getPolicy(DEFAULT_POLICY_VERSION),
    stage: isStandingAct(key) ? STANDING_ACTS[key][0] : 'report',
    dueAtOf: () => '2025-11-21T08:00:00.000Z',
    completedBy: () => 'somebody-else',
  };
}

function actOf(key: TaskKey, template: TaskTemplate, answers: Answers): Act {
  const said = answers.outcome;
  const happened = template.happenedAt === undefined ? undefined : answers[template.happenedAt];
  return {
    key,
    outcome: typeof said === 'string' ? said : template.outcomes[0],
    answers,
    at: typeof happened === 'string' ? happened : NOW,
    now: NOW,
    actorId: 'social-worker-1',
  };
}

describe('the forms', () => {
  it('are one for each task, under its name', () => {
    expect([...allForms().keys()]).toEqual([...TASK_KEYS]);
    for (const [key, form] of allForms()) expect([key, form.id]).toEqual([key, key]);
  });

  it('say so where an official wording was not obtained, and never pretend', () => {
    expect(getForm('labour-screening').note?.en).toMatch(/not obtained/);
    expect(getForm('screening-interview').note?.en).toMatch(/provisional/);
    expect(getForm('mdt-finding').note?.en).toMatch(/not obtained/);
  });

  it('cannot be changed by whoever has asked for one', () => {
    expect(() => Object.assign(getForm('mdt-finding').schema.properties, { act: {} })).toThrow(TypeError);
  });

  it('are not read from a name that is no task', () => {
    expect(() => getForm('../policy' as TaskKey)).toThrow(expect.objectContaining({ code: 'task-not-found' }) as Error);
  });
});

describe.each(ofEachKey)('the form %s', (key) => {
  const { schema, title, note, example } = getForm(key);

  it('speaks Thai and English wherever a person reads', () => {
    const choices = questionsOf(key).flatMap(([path, field]) => {
      const labels = field['x-enum-labels'];
      if (field.enum !== undefined) expect([path, Object.keys(labels ?? {})]).toEqual([path, [...field.enum]]);
      return Object.values(labels ?? {});
    });
    const titles = questionsOf(key).map(([, field]) => ({ th: field['x-title-th'], en: field.title }));
    for (const { th, en } of [title, ...(note === undefined ? [] : [note]), ...titles, ...choices]) {
      expect(th).toMatch(THAI);
      expect(en).toMatch(/[A-Za-z]/);
    }
  });

  it('takes nothing that it has not asked for', () => {
    expect(schema.additionalProperties).toBe(false);
    for (const [path, field] of questionsOf(key)) {
      if (field.type === 'object') expect([path, field.additionalProperties]).toEqual([path, false]);
    }
    for (const name of schema.required) expect(Object.keys(schema.properties)).toContain(name);
  });

  it('bounds every text and every list', () => {
    for (const [path, field] of questionsOf(key)) {
      const bound = field.type === 'string' ? (field.maxLength ?? field.enum?.length) : field.maxItems;
      if (field.type === 'string' || field.type === 'array') expect([path, typeof bound]).toEqual([path, 'number']);
    }
  });

  it('marks as personal whatever can hold free text, and every list that holds some', () => {
    for (const [path, field] of questionsOf(key)) {
      const isCode = field.enum !== undefined || field['x-enum-labels'] !== undefined || field.format !== undefined;
      const isPatterned = field.pattern !== undefined && field.pattern !== '\\S';
      if (field.type === 'string' && !isCode && !isPatterned) expect([path, field['x-personal']]).toEqual([path, true]);
      const holdsPersonal = questions(field, path).some(([, inner]) => inner !== field && inner['x-personal'] === true);
      if (field.type === 'array' && holdsPersonal) expect([path, field['x-personal']]).toEqual([path, true]);
    }
  });

  it('has the outcomes of its task, and none where there is but one', () => {
    const outcomes = outcomesOf(key);
    if (outcomes.length === 1) {
      expect(schema.properties.outcome).toBeUndefined();
      return;
    }
    expect([...(schema.properties.outcome?.enum ?? [])].sort()).toEqual([...outcomes].sort());
    expect(schema.required).toContain('outcome');
  });

  it('asks for everything that its task reads, instants as instants', () => {
    const read = new Set<string>();
    for (const name of checklistsWith(key)) {
      const template = templateOf(name, key);
      for (const outcome of template.outcomes) {
        for (const codes of [casesAt(key), { ...casesAt(key), child: true }]) {
          const answers = new Proxy<Answers>({}, { get: (_none, field) => void read.add(String(field)) });
          const act = { ...actOf(key, template, {}), outcome, answers };
          const context = { ...contextOf(key), codes };
          template.refuses?.(act, context);
          template.changes?.(codes, act, context);
          template.ground?.(act);
          // Days of the court are only reckoned with once they have been found to be a number.
          if (key !== 'record-court-order') template.clocks?.(act, context);
        }
      }
      if (template.happenedAt === undefined) continue;
      expect(schema.properties[template.happenedAt]).toMatchObject({ type: 'string', format: 'date-time' });
      expect(schema.required).not.toContain(template.happenedAt);
    }
    for (const field of read) expect(Object.keys(schema.properties)).toContain(field);
  });

  it('has an example that the form takes and the law does not refuse', () => {
    expect(checkAnswers(key, example)).toEqual([]);
    expect(checklistsWith(key)).not.toEqual([]);
    for (const name of checklistsWith(key)) {
      const template = templateOf(name, key);
      const act = actOf(key, template, example);
      expect(template.outcomes).toContain(act.outcome);
      const task = { id: 'task-1', key, state: 'open', order: 0 } as const;
      expect(() => planStep(name, [task], task.id, act, contextOf(key))).not.toThrow();
    }
  });
});

describe('what the forms leave to the domain, which says it better', () => {
  it.each([
    ['decide-screening', ['reasons', 'ground', 'differsBecause']],
    ['ask-consent', [...CONSENT_ANSWERS]],
    ['admit-to-protection', ['placeType', 'reasons', 'startedAt']],
    ['record-court-order', ['days']],
    ['mdt-interview', ['membersPresent']],
    ['give-mdt-opinion', ['conflictOfInterest', 'conflictReason', 'act', 'actReasons', 'proposes', 'reasons']],
    ['mdt-finding', ['act', 'means', 'purpose', 'forcedLabour', 'reasons', 'moreTimeGround', 'moreTimeUntil']],
    ['tell-negative-result', ['reasons', 'rescreeningRightTold']],
    ['propose-closure', ['reasons']],
    ['record-new-facts', ['reasons']],
  ] as const)('%s has these fields, none of them required', (key, fields) => {
    const { properties, required } = getForm(key).schema;
    for (const field of fields) {
      expect(Object.keys(properties)).toContain(field);
      expect(required).not.toContain(field);
    }
  });

  it('a cell as a place of protection: the form lets the word pass, the law refuses it by name', () => {
    const template = templateOf('temporary-protection', 'admit-to-protection');
    for (const placeType of REFUSED_PLACES) {
      const answers = { ...getForm('admit-to-protection').example, placeType };
      expect(checkAnswers('admit-to-protection', answers)).toEqual([]);
      const violations = template.refuses?.(
        actOf('admit-to-protection', template, answers),
        contextOf('admit-to-protection'),
      );
      expect(violations).toEqual([{ path: '/answers/placeType', code: 'bed-in-a-cell-refused' }]);
    }
    const offered = getForm('admit-to-protection').schema.properties.placeType?.['x-enum-labels'];
    expect(Object.keys(offered ?? {})).toEqual([...PROTECTION_PLACES]);
  });

  it('thirty days of court extension: the form lets the number pass, the law refuses it with its own sentence', () => {
    const answers = { ...getForm('record-court-order').example, days: 30 };
    expect(checkAnswers('record-court-order', answers)).toEqual([]);
    const template = templateOf('custody', 'record-court-order');
    const violations = template.refuses?.(
      actOf('record-court-order', template, answers),
      contextOf('record-court-order'),
    );
    expect(violations).toMatchObject([{ path: '/answers/days', code: 'court-order-too-long' }]);
  });
});
