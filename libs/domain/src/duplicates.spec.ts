import fc from 'fast-check';
import { compareBirthDates, isPossibleDuplicate, signalsOf, stateWhenFound, type Compared } from './duplicates.js';

const NOTHING = { nationalIds: 0, passports: 0, phones: 0, fullNames: 0, words: 0, thaiSounds: 0, sounds: 0 };
const compared = (
  shared: Partial<Compared['shared']>,
  birthDates: Compared['birthDates'] = [null, null],
  sameIncident = false,
): Compared => ({ shared: { ...NOTHING, ...shared }, birthDates, sameIncident });
const SAME = ['1990-04-05', '1990-04-05'] as const;
const APART = ['1990-04-05', '1995-04-05'] as const;

const dates = fc.option(
  fc
    .date({ min: new Date('1950-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  { nil: null },
);
const anything: fc.Arbitrary<Compared> = fc.record({
  shared: fc.record({
    nationalIds: fc.nat(1),
    passports: fc.nat(1),
    phones: fc.nat(2),
    fullNames: fc.nat(1),
    words: fc.nat(3),
    thaiSounds: fc.nat(3),
    sounds: fc.nat(3),
  }),
  birthDates: fc.tuple(dates, dates),
  sameIncident: fc.boolean(),
});

describe('whether two cases may be one person’s', () => {
  it.each([
    ['the same national ID', { nationalIds: 1 }, [null, null]],
    ['the same passport, although the dates of birth differ', { passports: 1 }, APART],
    ['the same full name', { fullNames: 1, words: 2, sounds: 2 }, [null, null]],
    ['two names that sound alike', { sounds: 2 }, [null, null]],
    ['one name and the same date of birth', { words: 1, sounds: 1 }, SAME],
    ['one name and the same phone', { sounds: 1, phones: 1 }, [null, null]],
  ] as const)('shows them for %s', (_, shared, birth) => {
    expect(isPossibleDuplicate(compared(shared, birth))).toBe(true);
  });

  it.each([
    ['nothing in common', {}, [null, null], false],
    ['nothing in common but the incident', {}, [null, null], true],
    ['the same date of birth alone', {}, SAME, false],
    ['a phone that many share', { phones: 1 }, SAME, true],
    ['one name alone, as sisters have', { words: 1, sounds: 1 }, [null, null], true],
    [
      'the same full name born years apart, as mother and daughter',
      { fullNames: 1, words: 2, sounds: 2 },
      APART,
      false,
    ],
  ] as const)('does not for %s', (_, shared, birth, sameIncident) => {
    expect(isPossibleDuplicate(compared(shared, birth, sameIncident))).toBe(false);
  });

  it('is the same whichever of the two is looked at first', () => {
    fc.assert(
      fc.property(anything, (one) => {
        const [first, second] = one.birthDates;
        const turned = { ...one, birthDates: [second, first] as const };
        expect(isPossibleDuplicate(turned)).toBe(isPossibleDuplicate(one));
        expect(signalsOf(turned)).toEqual(signalsOf(one));
      }),
      { seed: 31 },
    );
  });

  it('never finds two of whom nothing is known', () => {
    fc.assert(
      fc.property(dates, dates, fc.boolean(), (first, second, sameIncident) => {
        expect(isPossibleDuplicate(compared({}, [first, second], sameIncident))).toBe(false);
      }),
      { seed: 32 },
    );
  });

  it('names a reason for each pair that it shows', () => {
    fc.assert(
      fc.property(anything, (one) => {
        if (isPossibleDuplicate(one)) expect(signalsOf(one)).not.toEqual([]);
      }),
      { seed: 33 },
    );
  });

  it.each([
    ['1990-04-05', '1990-04-05', 'same'],
    ['1990-04-05', '1991-04-06', 'near'],
    ['1990-04-05', '1991-04-07', 'apart'],
    ['1990-04-05', '1990-05-04', 'near'],
    ['1990-01-12', '1990-12-01', 'near'],
    ['1990-04-05', null, 'unknown'],
  ] as const)('takes %s and %s as %s', (one, other, expected) => {
    expect(compareBirthDates(one, other)).toBe(expected);
    expect(compareBirthDates(other, one)).toBe(expected);
  });
});

describe('a pair that is found again', () => {
  const dismissed = ['similar-name'] as const;
  it('stays dismissed until something new is alike', () => {
    expect(stateWhenFound({ state: 'not-the-same', dismissed }, ['similar-name'])).toBe('not-the-same');
    expect(stateWhenFound({ state: 'not-the-same', dismissed }, ['same-national-id', 'similar-name'])).toBe('proposed');
  });

  it.each(['linked', 'merge-asked', 'merged', 'proposed'] as const)('leaves what is %s as it is', (state) => {
    expect(stateWhenFound({ state, dismissed: [] }, ['same-national-id'])).toBe(state);
  });

  it('is proposed when it is new, and when it had been withdrawn', () => {
    expect(stateWhenFound(null, ['same-passport'])).toBe('proposed');
    expect(stateWhenFound({ state: 'withdrawn', dismissed: [] }, ['same-passport'])).toBe('proposed');
  });
});
