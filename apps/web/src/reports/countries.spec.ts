import { jest } from '@jest/globals';
import { COMMON_COUNTRIES, countryChoices, languageChoices, OTHER_COUNTRIES } from './countries.js';

describe('the countries', () => {
  it.each(['th', 'en'] as const)('stand in the order of the alphabet in %s', (language) => {
    const names = countryChoices(language).others.map(({ label }) => label);
    expect(names).toEqual(names.toSorted(new Intl.Collator(language).compare));
  });

  it('are the same in both languages, each once', () => {
    const [th, en] = [OTHER_COUNTRIES.th, OTHER_COUNTRIES.en].map((codes) => codes.split(' '));
    expect(th?.toSorted()).toEqual(en?.toSorted());
    expect(new Set([...(th ?? []), ...COMMON_COUNTRIES]).size).toBe((th?.length ?? 0) + COMMON_COUNTRIES.length);
  });
});

describe('the languages', () => {
  it.each(['th', 'en'])('have a name in %s also where the browser knows none', (language) => {
    // Chromium of Debian leaves out the small ones, and hands back the code.
    const knowsNone = jest.spyOn(Intl.DisplayNames.prototype, 'of').mockImplementation((code) => code);
    const labels = Object.fromEntries(languageChoices(language).map(({ value, label }) => [value, label]));
    knowsNone.mockRestore();
    expect([labels.shn, labels.kar]).not.toEqual(expect.arrayContaining(['shn']));
    expect([labels.shn, labels.kar]).not.toEqual(expect.arrayContaining(['kar']));
  });
});
