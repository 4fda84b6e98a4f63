import type { Language } from '../app/preferences.js';
import { languageNames } from '../i18n/language-name.js';

/** Whom officers meet most, first; then every country by its name (ISO 3166-1). */
export const COMMON_COUNTRIES = ['TH', 'MM', 'KH', 'LA', 'VN', 'CN', 'BD', 'IN', 'ID', 'PH', 'ET', 'KE', 'UG'] as const;
export const STATELESS = 'XX';
export const UNKNOWN_COUNTRY = 'ZZ';

/** All others, each in the order of its alphabet: to sort them costs a slow phone a tenth of a second. Held by a spec. */
export const OTHER_COUNTRIES: Readonly<Record<Language, string>> = {
  th: 'GR GT QA GH GA GN KR KP GM CI MO HK CD CG CR KZ CU KG KW CA CM HR CO GE JO JM DJ TD CL CZ SA ZW SY SD SS SR SN RS SL ZM SO CY JP PS DK TT TO TL TR TN TM TG TW TJ TZ NO NA NI NZ NL NP NG NE BR BN BW BA BG BH BI BF BJ BE BY BO PK PA PG PY PE PT PL FR FJ FI BT MN ME MU MR MD MT MV MK MG MW ML MY MX MZ MA UA YE DE RW RU RO LU LV LT LY LS LB LR VE LK ES SK SI CH SE US AE GB DO CF SG SB AU AT AF AZ AR AM IT IQ IL IR EG UZ UY EC ER SV EE AO ZA DZ AL OM IS IE HN HU HT',
  en: 'AF AL DZ AO AR AM AU AT AZ BH BY BE BJ BT BO BA BW BR BN BG BF BI CM CA CF TD CL CO CG CD CR CI HR CU CY CZ DK DJ DO EC EG SV ER EE FJ FI FR GA GM GE DE GH GR GT GN HT HN HK HU IS IR IQ IE IL IT JM JP JO KZ KW KG LV LB LS LR LY LT LU MO MG MW MY MV ML MT MR MU MX MD MN ME MA MZ NA NP NL NZ NI NE NG KP MK NO OM PK PS PA PG PY PE PL PT QA RO RU RW SA SN RS SL SG SK SI SB SO ZA KR SS ES LK SD SR SE CH SY TW TJ TZ TL TG TO TT TN TR TM UA AE GB US UY UZ VE YE ZM ZW',
};

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
  return {
    common: COMMON_COUNTRIES.map(choice),
    others: OTHER_COUNTRIES[language === 'th' ? 'th' : 'en'].split(' ').map(choice),
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
  const nameOf = languageNames(language);
  return LANGUAGES.map((code) => ({ value: code, label: nameOf(code) }));
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
