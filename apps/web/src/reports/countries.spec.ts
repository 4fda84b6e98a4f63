import { COMMON_COUNTRIES, countryChoices, OTHER_COUNTRIES } from './countries.js';

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
