import fc from 'fast-check';
import { parseInstant } from '#domain/instant.js';
import { TASK_KEYS, type TaskKey } from '#domain/task-keys.js';
import { checkAnswers, getForm } from './forms.js';

const SEED = 2565;

/** The example of a form with some answers replaced; `undefined` leaves one out. */
function answersWith(key: TaskKey, changed: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...getForm(key).example, ...changed };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

describe('answers that do not fit their form', () => {
  it('names the field that is missing', () => {
    expect(checkAnswers('hand-over', answersWith('hand-over', { outcome: undefined }))).toEqual([
      { path: '/answers/outcome', code: 'field-missing' },
    ]);
  });

  it('names the field that it does not know, also one with a slash or a tilde', () => {
    expect(checkAnswers('revise-choices', { shelter: 'yes', 'a/b~c': 1 })).toEqual([
      { path: '/answers/a~1b~0c', code: 'field-unknown' },
    ]);
  });

  it('tells a wrong kind of answer from a wrong choice', () => {
    expect(checkAnswers('revise-choices', { shelter: true, return: 'perhaps' })).toEqual([
      { path: '/answers/shelter', code: 'field-wrong-type' },
      { path: '/answers/return', code: 'field-not-a-valid-value' },
    ]);
  });

  it('finds the wrong answer inside a list', () => {
    const indicators = [
      { id: 'exploitation/wage-manipulation', answer: 'yes', evidence: 'statement' },
      { id: 'Exploitation', answer: 'maybe', evidence: 'statement', weight: 3 },
      { id: 'exploitation/low-or-no-salary', answer: 'no' },
    ];
    expect(checkAnswers('screening-interview', { indicators })).toEqual(
      expect.arrayContaining([
        { path: '/answers/indicators/1/weight', code: 'field-unknown' },
        { path: '/answers/indicators/1/id', code: 'field-not-a-valid-value' },
        { path: '/answers/indicators/1/answer', code: 'field-not-a-valid-value' },
        { path: '/answers/indicators/2/evidence', code: 'field-missing' },
      ]),
    );
  });

  it('lists all that is wrong at once, one complaint a field', () => {
    const violations = checkAnswers('must-decide', { decision: 5, reasons: ' ', more: null });
    expect(violations).toHaveLength(3);
    expect(violations).toEqual(
      expect.arrayContaining([
        { path: '/answers/decision', code: 'field-wrong-type' },
        { path: '/answers/reasons', code: 'field-missing' },
        { path: '/answers/more', code: 'field-unknown' },
      ]),
    );
  });

  it.each([
    '2026-11-20',
    '20/11/2569',
    '2026-02-30T09:00:00Z',
    '2026-11-20T25:00:00Z',
    '2026-11-20T09:00:00',
    '2026-11-20 09:00:00Z',
    '2026-11-20T09:00:00.1234567890Z',
    '2026-11-20T09:00:00Z[Asia/Bangkok]',
    'x'.repeat(5000),
    '',
  ])('says that %p is no instant', (toldAt) => {
    const answers = answersWith('tell-rights', { toldAt });
    expect(checkAnswers('tell-rights', answers)).toEqual([{ path: '/answers/toldAt', code: 'date-invalid' }]);
  });

  it.each(['2026-11-20T09:00:00Z', '2026-11-20T16:00:00.5+07:00'])('takes %p as an instant', (toldAt) => {
    expect(checkAnswers('tell-rights', answersWith('tell-rights', { toldAt }))).toEqual([]);
  });

  it.each(['2026-02-30', '2569', '20-11-2026', '2026-11-20T00:00:00Z'])('says that %p is no day', (retentionUntil) => {
    const answers = answersWith('propose-closure', { retentionUntil });
    expect(checkAnswers('propose-closure', answers)).toEqual([
      { path: '/answers/retentionUntil', code: 'date-invalid' },
    ]);
  });

  it('says how long a text may be', () => {
    expect(checkAnswers('must-decide', answersWith('must-decide', { reasons: 'ก'.repeat(4001) }))).toEqual([
      { path: '/answers/reasons', code: 'field-not-a-valid-value', params: { limit: 4000 } },
    ]);
  });

  it('asks for all five choices at first, and for at least one when they change', () => {
    expect(checkAnswers('record-choices', { shelter: 'no', counselling: 'yes' }).map(({ path }) => path)).toEqual([
      '/answers/cooperation',
      '/answers/compensation',
      '/answers/return',
    ]);
    expect(checkAnswers('revise-choices', {})).toEqual([{ path: '/answers', code: 'field-missing' }]);
  });

  it('counts no member of a team twice', () => {
    const member = { name: 'ก. สมมุติ', capacity: 'police' };
    const membersPresent = [member, member, member];
    expect(checkAnswers('mdt-interview', answersWith('mdt-interview', { membersPresent }))).toEqual([
      { path: '/answers/membersPresent', code: 'field-not-a-valid-value' },
    ]);
  });

  it.each([
    ['answer-referral', { outcome: 'declined' }, 'reason'],
    ['answer-referral', { outcome: 'declined', reason: '  ' }, 'reason'],
    ['approve-closure', { outcome: 'rejected' }, 'reasons'],
    ['request-fund', { outcome: 'requested', amountBaht: undefined }, 'amountBaht'],
    ['match-shelter', { outcome: 'matched', shelter: undefined }, 'shelter'],
    ['reroute-referral', { outcome: 'rerouted', newReceiver: undefined }, 'newReceiver'],
    ['hand-over', { outcome: 'handed-over', place: undefined }, 'place'],
    ['record-partner-answer', { outcome: 'answered', answer: undefined }, 'answer'],
  ] as const)('asks in %s for what the outcome cannot go without', (key, changed, field) => {
    expect(checkAnswers(key, answersWith(key, changed))).toEqual([
      { path: `/answers/${field}`, code: 'field-missing' },
    ]);
  });

  it('does not ask for it where the outcome is another', () => {
    expect(checkAnswers('answer-referral', { outcome: 'accepted' })).toEqual([]);
    expect(checkAnswers('approve-closure', { outcome: 'approved' })).toEqual([]);
    expect(checkAnswers('request-fund', { outcome: 'not-needed' })).toEqual([]);
    expect(checkAnswers('match-shelter', { outcome: 'no-place' })).toEqual([]);
    expect(checkAnswers('hand-over', { outcome: 'not-handed-over' })).toEqual([]);
  });
});

describe('answers from a hostile or broken sender', () => {
  it.each([[undefined], [null], [true], [7], ['text'], [[]], [[1]], [Symbol.iterator], [10n]])(
    'says of %p that it is no set of answers',
    (answers) => {
      expect(checkAnswers('triage-report', answers)).toEqual([{ path: '/answers', code: 'field-wrong-type' }]);
    },
  );

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'knows no field %s, and pollutes nothing',
    (name) => {
      for (const key of TASK_KEYS) {
        const text = JSON.stringify(getForm(key).example).replace('{', `{"${name}":{"polluted":true},`);
        expect(checkAnswers(key, JSON.parse(text))).toContainEqual({ path: `/answers/${name}`, code: 'field-unknown' });
      }
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it('knows none of them inside a list either', () => {
    const answers: unknown = JSON.parse(
      '{"outcome":"held","indicators":[{"id":"exploitation/hazardous-work","answer":"yes","evidence":"none","__proto__":{"polluted":1}}]}',
    );
    expect(checkAnswers('screening-interview', answers)).toEqual([
      { path: '/answers/indicators/0/__proto__', code: 'field-unknown' },
    ]);
  });

  it('takes no answer from a prototype', () => {
    const answers: unknown = Object.create({ outcome: 'accept', dangerNow: false });
    expect(checkAnswers('triage-report', answers)).toEqual([
      { path: '/answers/outcome', code: 'field-missing' },
      { path: '/answers/dangerNow', code: 'field-missing' },
    ]);
  });

  it.each(['a\0b', 'a\ud800b', '\udc00'])('refuses a text that could not be stored: %j', (note) => {
    expect(checkAnswers('must-decide', answersWith('must-decide', { decision: note }))).toEqual([
      { path: '/answers/decision', code: 'field-not-a-valid-value' },
    ]);
    const indicators = [{ id: 'exploitation/hazardous-work', answer: 'yes', evidence: 'none', note }];
    expect(checkAnswers('screening-interview', { outcome: 'held', indicators })).toEqual([
      { path: '/answers/indicators/0/note', code: 'field-not-a-valid-value' },
    ]);
  });

  it('takes every sign that people write, emoji and old Thai digits included', () => {
    expect(checkAnswers('must-decide', { decision: 'ติดต่อภายใน ๒๔ ชั่วโมง 🕊️', reasons: 'ຂ້ອຍ ကျွန်မ 我' })).toEqual([]);
  });

  it('answers a flood of unknown fields with a short list', () => {
    const flood = Object.fromEntries(Array.from({ length: 5000 }, (_none, index) => [`field${index}`, index]));
    expect(checkAnswers('triage-report', flood).length).toBeLessThanOrEqual(100);
  });

  it('does not hang on a text made to exhaust a pattern', () => {
    const started = performance.now();
    for (const text of ['a-'.repeat(50_000), 'a'.repeat(100_000), ' '.repeat(100_000), 'aa-aa'.repeat(20_000) + '!']) {
      for (const key of TASK_KEYS) {
        const names = Object.keys(getForm(key).schema.properties);
        checkAnswers(key, Object.fromEntries(names.map((name) => [name, text])));
      }
      const indicators = [{ id: `${text}/${text}!`, answer: text, evidence: text, note: text }];
      checkAnswers('screening-interview', { indicators });
    }
    // Linear: some 600 questions, a hundred thousand signs each, four times. What hangs takes hours.
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('never throws on any JSON, and every complaint has a path into the answers', () => {
    const anyKey = fc.constantFrom(...TASK_KEYS);
    fc.assert(
      fc.property(anyKey, fc.jsonValue(), (key, answers) => {
        for (const { path } of checkAnswers(key, answers)) expect(path).toMatch(/^\/answers(\/|$)/);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('never throws on rubbish under the names that a form knows, and points at that name', () => {
    const keyAndAnswers = fc.constantFrom(...TASK_KEYS).chain((key) => {
      const names = Object.keys(getForm(key).schema.properties);
      return fc.tuple(fc.constant(key), fc.dictionary(fc.constantFrom(...names), fc.jsonValue()));
    });
    fc.assert(
      fc.property(keyAndAnswers, ([key, answers]) => {
        const names = Object.keys(getForm(key).schema.properties);
        for (const { path } of checkAnswers(key, answers)) expect(['', ...names]).toContain(path.split('/')[2] ?? '');
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('lets in no instant that the clocks cannot read', () => {
    const almost = fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.stringMatching(
        /^[0-9]{4}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9]:[0-6][0-9](\.[0-9]{1,12})?([Zz]|[+-][0-2][0-9]:[0-5][0-9])$/,
      ),
    );
    fc.assert(
      fc.property(almost, (toldAt) => {
        if (checkAnswers('tell-rights', answersWith('tell-rights', { toldAt })).length === 0) {
          expect(parseInstant(toldAt)).not.toBeNull();
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
