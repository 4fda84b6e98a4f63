import provinces from './provinces.json' with { type: 'json' };

/** A province by its two-digit code of the Ministry of Interior, with its place on the map. */
export interface Province {
  readonly code: string;
  readonly th: string;
  readonly en: string;
  readonly map: string;
}

/**
 * Vendored from thai-address-universal 2.2.0 (ISC): a phone without a network must know them; held equal by a spec,
 * and in the order of the Thai alphabet: a slow phone need not sort them.
 */
export const PROVINCES: readonly Province[] = provinces;

const byCode = new Map(PROVINCES.map((province) => [province.code, province]));

export function provinceOf(code: string): Province | null {
  return byCode.get(code) ?? null;
}

const inEnglish = () => [...PROVINCES].sort((a, b) => (a.en < b.en ? -1 : 1));
let english: readonly Province[] | undefined;

/** In the order of the language's own alphabet; the Thai one is the list's. */
export function provincesIn(language: string): readonly Province[] {
  return language === 'th' ? PROVINCES : (english ??= inEnglish());
}
