import fc from 'fast-check';
import { plus } from './instant.js';
import { isThaiNationalId, isTreatedAsChild } from './person.js';

function remainderOf(twelve: string): number {
  return Array.from(twelve).reduce((total, digit, index) => total + Number(digit) * (13 - index), 0) % 11;
}

/** Twelve digits, and the last that the rule of the Department of Provincial Administration gives them. */
function withCheckDigit(twelve: string): string {
  return `${twelve}${(11 - remainderOf(twelve)) % 10}`;
}

const twelveDigits = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 })
  .map((digits) => digits.join(''));

describe('the Thai identity number', () => {
  it('accepts a number whose last digit checks the others', () => {
    for (const id of ['1234567890121', '1101700230708', '3100600445635']) expect(isThaiNationalId(id)).toBe(true);
    fc.assert(fc.property(twelveDigits, (twelve) => expect(isThaiNationalId(withCheckDigit(twelve))).toBe(true)));
  });

  it('refuses every other last digit', () => {
    fc.assert(
      fc.property(twelveDigits, fc.integer({ min: 1, max: 9 }), (twelve, shift) => {
        const id = withCheckDigit(twelve);
        expect(isThaiNationalId(`${twelve}${(Number(id[12]) + shift) % 10}`)).toBe(false);
      }),
    );
  });

  // The official weights leave two gaps that no reader of the number can close: the third digit weighs 11, which is
  // nothing modulo 11, and the remainders 0 and 10 both give the check digit 1.
  it('refuses every single digit typed wrong, save where the official weights cannot tell', () => {
    const positions = fc.integer({ min: 0, max: 11 });
    fc.assert(
      fc.property(twelveDigits, positions, fc.integer({ min: 1, max: 9 }), (twelve, position, shift) => {
        const id = withCheckDigit(twelve);
        const digits = Array.from(id);
        digits[position] = String((Number(digits[position]) + shift) % 10);
        const before = remainderOf(twelve);
        const after = remainderOf(digits.slice(0, 12).join(''));
        const cannotTell = position === 2 || (before + after === 10 && before * after === 0);
        expect(isThaiNationalId(digits.join(''))).toBe(cannotTell);
      }),
    );
  });

  it('refuses letters, spaces, Thai digits and other lengths', () => {
    const twelveOnly = '123456789012';
    for (const text of ['', twelveOnly, '12345678901212', '1-2345-67890-12-1', ' 1234567890121', '๑๒๓๔๕๖๗๘๙๐๑๒๑']) {
      expect(isThaiNationalId(text)).toBe(false);
    }
    fc.assert(fc.property(fc.string(), (text) => expect(isThaiNationalId(text) && !/^\d{13}$/.test(text)).toBe(false)));
  });
});

describe('who is treated as a child', () => {
  const at = '2026-11-24T16:10:00.000Z';

  it('treats a person unsure of her age as a child', () => {
    expect(isTreatedAsChild({ ageStatement: 'unsure' }, at)).toBe(true);
  });

  it('treats a person of whose age nothing is known as a child', () => {
    expect(isTreatedAsChild({}, at)).toBe(true);
    expect(isTreatedAsChild({ bornOn: undefined, ageStatement: undefined }, at)).toBe(true);
  });

  it('believes a clear statement of adulthood, where no birth day is known', () => {
    expect(isTreatedAsChild({ ageStatement: 'adult' }, at)).toBe(false);
    expect(isTreatedAsChild({ ageStatement: 'child' }, at)).toBe(true);
  });

  it('lets the birth day overrule what was said', () => {
    expect(isTreatedAsChild({ bornOn: '2010-01-01', ageStatement: 'adult' }, at)).toBe(true);
    expect(isTreatedAsChild({ bornOn: '1979-01-01', ageStatement: 'unsure' }, at)).toBe(false);
  });

  it('makes her an adult at midnight of her 18th birthday in Bangkok, not in London', () => {
    expect(isTreatedAsChild({ bornOn: '2008-11-25' }, '2026-11-24T16:59:59.999Z')).toBe(true);
    expect(isTreatedAsChild({ bornOn: '2008-11-25' }, '2026-11-24T17:00:00.000Z')).toBe(false);
  });

  it('never makes an adult a child again', () => {
    const birthDay = fc
      .date({ min: new Date('1930-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(birthDay, fc.integer({ min: 1, max: 20_000 }), (bornOn, days) => {
        const grown = !isTreatedAsChild({ bornOn }, at);
        if (grown) expect(isTreatedAsChild({ bornOn }, plus(at, `P${days}D`))).toBe(false);
      }),
    );
  });
});
