import provinces from './provinces.json' with { type: 'json' };

/** A province by its two-digit code of the Ministry of Interior, with its place on the map. */
export interface Province {
  readonly code: string;
  readonly th: string;
  readonly en: string;
  readonly map: string;
}

/** Vendored from thai-address-universal 2.2.0 (ISC): a phone without a network must know them; held equal by a spec. */
export const PROVINCES: readonly Province[] = provinces;

const byCode = new Map(PROVINCES.map((province) => [province.code, province]));

export function provinceOf(code: string): Province | null {
  return byCode.get(code) ?? null;
}

/** In the order of the language's own alphabet. */
export function provincesIn(language: string): readonly Province[] {
  const name = (province: Province) => (language === 'th' ? province.th : province.en);
  const { compare } = new Intl.Collator(language);
  return [...PROVINCES].sort((a, b) => compare(name(a), name(b)));
}
