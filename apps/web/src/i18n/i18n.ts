import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Words } from '../api/request.js';
import { preferences, type Language } from '../app/preferences.js';

const CATALOGUES = { th: () => import('./th.json'), en: () => import('./en.json') } as const;

async function loadLanguage(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  i18next.addResourceBundle(language, 'translation', (await CATALOGUES[language]()).default);
}

/** Only the language in use is loaded; the other comes when somebody switches. */
export async function startTexts(): Promise<void> {
  const { language } = preferences.get();
  await i18next.use(initReactI18next).init({ lng: language, resources: {}, interpolation: { escapeValue: false } });
  await loadLanguage(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export async function switchLanguage(language: Language): Promise<void> {
  await loadLanguage(language);
  preferences.set({ language });
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** The language's own words of something that the API names in both. */
export function wordsIn(language: string, words: Words): string {
  return language === 'th' ? words.th : words.en;
}
