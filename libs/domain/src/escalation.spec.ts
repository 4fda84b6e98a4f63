import { getPolicy } from '#policy/load-policy.js';
import { CLOCK_KEYS } from './clock.js';
import { afterQuietHours, isUrgentStep, ladderOf, nextDigestAt, stepCode } from './escalation.js';
import { FIXTURE_POLICY } from './policy.fixture.js';
import { parsePolicy } from './policy.js';

const POLICY = getPolicy('th-nrm-2565');
const RULES = { ...FIXTURE_POLICY.notices, quietHours: { from: '21:00', to: '07:00' } };
/** A time of the Bangkok day. */
const bangkok = (text: string): string => new Date(`${text}+07:00`).toISOString();

describe('the ladder of a clock', () => {
  it.each(CLOCK_KEYS)('%s speaks at its end, to the nearest first, and each step has one name', (key) => {
    const ladder = ladderOf(POLICY, key);
    expect(ladder.find(({ at, after }) => at === 100 && after === undefined)?.to[0]).toBe('responsible');
    expect(new Set(ladder.map(stepCode)).size).toBe(ladder.length);
  });

  it.each(CLOCK_KEYS.filter((key) => POLICY.clocks[key].kind === 'ceiling'))(
    '%s goes up to DATIP in the end',
    (key) => {
      expect(ladderOf(POLICY, key).at(-1)?.to).toContain('datip');
    },
  );

  it('is urgent when a ceiling of the law is nearly over or over, and at no other time', () => {
    expect(isUrgentStep(POLICY, 's29-custody', 90)).toBe(true);
    expect(isUrgentStep(POLICY, 's29-custody', 75)).toBe(false);
    expect(isUrgentStep(POLICY, 'referral-response', 100)).toBe(false);
  });

  it.each([
    ['/escalation/byKind/ceiling', { byKind: { ...POLICY.escalation.byKind, ceiling: [] } }],
    ['/escalation/byClock/no-clock', { byClock: { 'no-clock': POLICY.escalation.byKind.ceiling } }],
    ['/escalation/byClock/mdt-result/0/to', { byClock: { 'mdt-result': [{ at: 100, to: ['somebody'] }] } }],
    [
      '/escalation/byClock/mdt-result/0/after',
      { byClock: { 'mdt-result': [{ at: 90, after: 'P1D', to: ['datip'] }] } },
    ],
  ])('that cannot be carried out refuses the whole policy at %s', (path, change) => {
    const outside = { ...POLICY, escalation: { ...POLICY.escalation, ...change } };
    expect(() => parsePolicy(outside)).toThrow(
      expect.objectContaining({
        violations: expect.arrayContaining([expect.objectContaining({ path })]) as object,
      }) as Error,
    );
  });
});

describe('the quiet hours, which are Bangkok’s', () => {
  it.each([
    ['2026-11-24T20:59:00', '2026-11-24T20:59:00'],
    ['2026-11-24T21:00:00', '2026-11-25T07:00:00'],
    ['2026-11-24T23:30:00', '2026-11-25T07:00:00'],
    ['2026-11-25T00:10:00', '2026-11-25T07:00:00'],
    ['2026-11-25T06:59:59', '2026-11-25T07:00:00'],
    ['2026-11-25T07:00:00', '2026-11-25T07:00:00'],
  ])('hold what is not urgent at %s until %s', (at, until) => {
    expect(afterQuietHours(RULES, bangkok(at))).toBe(bangkok(until));
  });

  it('may lie within one day', () => {
    const noon = { ...RULES, quietHours: { from: '12:00', to: '13:00' } };
    expect(afterQuietHours(noon, bangkok('2026-11-24T12:30:00'))).toBe(bangkok('2026-11-24T13:00:00'));
    expect(afterQuietHours(noon, bangkok('2026-11-24T13:00:00'))).toBe(bangkok('2026-11-24T13:00:00'));
  });

  it('hold a digest as well', () => {
    expect(nextDigestAt(RULES, bangkok('2026-11-24T12:00:00'))).toBe(bangkok('2026-11-24T15:00:00'));
    expect(nextDigestAt(RULES, bangkok('2026-11-24T22:00:00'))).toBe(bangkok('2026-11-25T07:00:00'));
  });
});
