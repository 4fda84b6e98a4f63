import { displayInstant, parseInstant, type DisplayLanguage } from '../instant.js';
import type { BilingualText } from '../policy.js';
import { GROUND_LABELS, labelOf, STAGE_LABELS } from './code-labels.js';

export type TextParams = Readonly<Record<string, string | number>>;

const PARENTHESIS = /\s*\([^()]*\{\w+\}[^()]*\)/g;
const PLACEHOLDER = /([,:]?\s*)\{(\w+)\}/g;

/** A record may hold `null` or nothing where the code of its day knew no better. */
function has(params: Readonly<Record<string, unknown>>, name: string): boolean {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  return value !== undefined && value !== null && value !== '';
}

/**
 * Replaces each `{name}`. An absent param leaves nothing, and takes the comma or colon before it along; a parenthesis
 * that lacks one is left out whole, so what a text adds in one may be missing.
 */
export function fillTemplate(template: string, params: TextParams): string {
  return template
    .replace(PARENTHESIS, (part) => {
      const names = [...part.matchAll(PLACEHOLDER)].map(([, , name]) => name ?? '');
      return names.every((name) => has(params, name)) ? part : '';
    })
    .replace(PLACEHOLDER, (_, before: string, name: string) => (has(params, name) ? before + String(params[name]) : ''))
    .trim();
}

/**
 * Puts the numbers and codes of a refusal into its text, in the language of the text: instants as people read them,
 * stages and grounds by name. An absent param leaves nothing; a parenthesis that lacks one is left out whole.
 */
export function fillIn(text: string, params: TextParams): string {
  const language: DisplayLanguage = /[\u0E01-\u0E5B]/.test(text) ? 'th' : 'en';
  const words = Object.entries(params).map(([name, value]) => [name, wordOf(name, value, language)] as const);
  return fillTemplate(text, Object.fromEntries(words));
}

function wordOf(name: string, value: string | number, language: DisplayLanguage): string | number {
  if (typeof value !== 'string') return value;
  switch (name) {
    case 'stage':
    case 'from':
    case 'to':
      return labelOf<BilingualText>(STAGE_LABELS, value)?.[language] ?? value;
    case 'allowed':
      return value
        .split(', ')
        .map((ground) => labelOf<BilingualText>(GROUND_LABELS, ground)?.[language] ?? ground)
        .join('; ');
    default:
      return parseInstant(value) === null ? value : displayInstant(value, language);
  }
}
