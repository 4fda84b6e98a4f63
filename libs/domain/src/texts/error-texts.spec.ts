import { ERROR_CODES } from '../errors.js';
import { ERROR_TEXTS, fillIn } from './error-texts.js';

const THAI = /[\u0E01-\u0E5B]/;
const PARAMS = {
  limit: 100,
  latest: '2026-12-01T00:00:00.000Z',
  allowed: 'health, child',
  quorum: 3,
  maximum: 7,
  stage: 'closure',
  from: 'report',
  to: 'assistance',
  version: 'th-nrm-2565',
  seconds: 60,
};

describe('the words of a refusal', () => {
  it.each(ERROR_CODES)('are there in both languages, and say what to do: %s', (code) => {
    const { title, detail } = ERROR_TEXTS[code];
    expect(title.th).toMatch(THAI);
    expect(detail.th).toMatch(THAI);
    expect(title.en).not.toMatch(THAI);
    expect(detail.en).not.toMatch(THAI);
    // Two sentences, or two halves of one: what is wrong, and what to do next.
    expect(detail.en).toMatch(/[.;:,] .+\.$/);
    expect(detail.th).toContain(' ');
    expect(detail.th).not.toMatch(/\.$/);
  });

  it.each(ERROR_CODES)('leave no brace and no hole, with and without numbers: %s', (code) => {
    const { detail } = ERROR_TEXTS[code];
    for (const text of [detail.th, detail.en]) {
      for (const filled of [fillIn(text, {}), fillIn(text, PARAMS)]) {
        expect(filled).not.toMatch(/[{}]| {2}|\s[.,;]|\(\s*\)|:\s*[).]|undefined|null/);
      }
    }
  });

  it.each([
    ['bed-in-a-cell-refused', 's.29', 'มาตรา 29'],
    ['court-order-too-long', 's.29 paragraph 2 the court may extend by at most 7 days', 'ไม่เกิน 7 วัน'],
    ['custody-used', 'not begun anew by a second admission', 'ไม่ทำให้นับ 24 ชั่วโมงใหม่'],
    ['clock-not-extendable', 'petition the court', 'ยื่นคำร้องต่อศาล'],
    ['finding-not-supported', 's.6/1', 'ม.6/1'],
  ] as const)('name the law where the law refuses: %s', (code, en, th) => {
    expect(ERROR_TEXTS[code].detail.en).toContain(en);
    expect(ERROR_TEXTS[code].detail.th).toContain(th);
  });
});

describe('fillIn', () => {
  it('shows an instant in the language of the text', () => {
    const { detail } = ERROR_TEXTS['clock-extension-beyond-maximum'];
    const params = { latest: '2026-11-24T16:10:00.000Z' };
    expect(fillIn(detail.en, params)).toContain('(latest: 24 Nov 2569 BE, 23:10)');
    expect(fillIn(detail.th, params)).toContain('(ได้ถึง 24 พ.ย. พ.ศ. 2569 23:10)');
  });

  it('shows stages and grounds by name, and an unknown one as it is', () => {
    const { detail } = ERROR_TEXTS['stage-does-not-allow'];
    expect(fillIn(detail.en, { stage: 'closure' })).toContain('now (stage: Closure). Open');
    expect(fillIn(detail.th, { from: 'report', to: 'reintegration' })).toContain('(จาก รับแจ้งเหตุ ไป คืนสู่สังคม)');
    expect(fillIn(ERROR_TEXTS['clock-extension-ground-not-allowed'].detail.en, { allowed: 'safety, moon' })).toContain(
      '(Safety; moon)',
    );
  });

  it('reads well when a number is absent', () => {
    expect(fillIn('Too much (limit: {limit}). Send less.', {})).toBe('Too much. Send less.');
    expect(fillIn('At the stage {stage}, of {limit}.', { stage: 'report' })).toBe('At the stage Report, of.');
    expect(fillIn('Due: {due}.', {})).toBe('Due.');
    expect(fillIn('A value may hold {name}.', { name: '{braces} (and more)' })).toBe(
      'A value may hold {braces} (and more).',
    );
  });

  it('takes no word from the prototype', () => {
    expect(fillIn('Where{toString}{constructor}', {})).toBe('Where');
  });
});
