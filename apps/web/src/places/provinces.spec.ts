import thailand from '@svg-maps/thailand';
import { getProvinces } from 'thai-address-universal';
import { PROVINCES, provincesIn } from './provinces.js';

const map = thailand as { readonly locations: readonly { readonly id: string }[] };

describe('the provinces', () => {
  it('are the 77 of the ministry, with their codes and names as the package has them', async () => {
    const published = await getProvinces();
    expect(PROVINCES.map(({ code, th, en }) => ({ code, th, en }))).toEqual(
      published
        .map(({ code, nameTh, nameEn }) => ({ code, th: nameTh, en: nameEn }))
        .sort((a, b) => a.code.localeCompare(b.code)),
    );
    expect(PROVINCES).toHaveLength(77);
  });

  it('each have a place of their own on the map', () => {
    const places = new Set(map.locations.map(({ id }) => id));
    expect(PROVINCES.filter(({ map }) => !places.has(map))).toEqual([]);
    expect(new Set(PROVINCES.map(({ map }) => map)).size).toBe(77);
  });

  it('stand in the order of each alphabet', () => {
    expect(provincesIn('th')[0]?.th).toBe('กระบี่');
    expect(provincesIn('en')[0]?.en).toBe('Amnat Charoen');
  });
});
