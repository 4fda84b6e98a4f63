/** Whom officers meet most, first; then every country by its name (ISO 3166-1). */
export const COMMON_COUNTRIES = ['TH', 'MM', 'KH', 'LA', 'VN', 'CN', 'BD', 'IN', 'ID', 'PH', 'ET', 'KE', 'UG'] as const;
export const STATELESS = 'XX';
export const UNKNOWN_COUNTRY = 'ZZ';

const OTHERS =
  'AE AF AL AM AO AR AT AU AZ BA BE BF BG BH BI BJ BN BO BR BT BW BY CA CD CF CG CH CI CL CM CO CR CU CY CZ DE DJ DK DO DZ EC EE EG ER ES FI FJ FR GA GB GE GH GM GN GR GT HK HN HR HT HU IE IL IQ IR IS IT JM JO JP KG KP KR KW KZ LB LK LR LS LT LU LV LY MA MD ME MG MK ML MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PK PL PS PT PY QA RO RS RU RW SA SB SD SE SG SI SK SL SN SO SR SS SV SY TD TG TJ TL TM TN TO TR TT TW TZ UA US UY UZ VE YE ZA ZM ZW';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function countryChoices(language: string): {
  readonly common: readonly Choice[];
  readonly others: readonly Choice[];
} {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const choice = (code: string): Choice => ({ value: code, label: names.of(code) ?? code });
  const { compare } = new Intl.Collator(language);
  return {
    common: COMMON_COUNTRIES.map(choice),
    others: OTHERS.split(' ')
      .map(choice)
      .sort((a, b) => compare(a.label, b.label)),
  };
}

const LANGUAGES = [
  'th',
  'my',
  'shn',
  'kar',
  'km',
  'lo',
  'vi',
  'zh',
  'en',
  'bn',
  'hi',
  'id',
  'ms',
  'tl',
  'am',
  'sw',
  'ur',
  'ru',
  'ar',
  'fr',
  'es',
  'pt',
  'uz',
  'ne',
];

export function languageChoices(language: string): readonly Choice[] {
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return LANGUAGES.map((code) => ({ value: code, label: names.of(code) ?? code }));
}

const USUAL_LANGUAGE: Readonly<Record<string, string>> = {
  TH: 'th',
  MM: 'my',
  KH: 'km',
  LA: 'lo',
  VN: 'vi',
  CN: 'zh',
  TW: 'zh',
  HK: 'zh',
  BD: 'bn',
  IN: 'hi',
  ID: 'id',
  MY: 'ms',
  PH: 'tl',
  ET: 'am',
  KE: 'sw',
  UG: 'en',
  PK: 'ur',
  RU: 'ru',
  UZ: 'uz',
  NP: 'ne',
};

/** A first guess that the officer sees and may change. */
export function usualLanguageOf(country: string): string {
  return USUAL_LANGUAGE[country] ?? '';
}
