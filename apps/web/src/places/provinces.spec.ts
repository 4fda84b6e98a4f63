import thailand from '@svg-maps/thailand';
import { getProvinces } from 'thai-address-universal';
import { PROVINCES, provincesIn } from './provinces.js';

const map = thailand as { readonly locations: readonly { readonly id: string }[] };

const byCode = <Item extends { readonly code: string }>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((a, b) => a.code.localeCompare(b.code));

describe('the provinces', () => {
  it('are the 77 of the ministry, with their codes and names as the package has them', async () => {
    const published = await getProvinces();
    expect(byCode(PROVINCES.map(({ code, th, en }) => ({ code, th, en })))).toEqual(
      byCode(published.map(({ code, nameTh, nameEn }) => ({ code, th: nameTh, en: nameEn }))),
    );
    expect(PROVINCES).toHaveLength(77);
  });

  it('each have a place of their own on the map', () => {
    const places = new Set(map.locations.map(({ id }) => id));
    expect(PROVINCES.filter(({ map }) => !places.has(map))).toEqual([]);
    expect(new Set(PROVINCES.map(({ map }) => map)).size).toBe(77);
  });

  it.each(['th', 'en'] as const)('stand in the order of the alphabet in %s', (language) => {
    const names = provincesIn(language).map((province) => province[language]);
    expect(names).toEqual(names.toSorted(new Intl.Collator(language).compare));
  });
});
