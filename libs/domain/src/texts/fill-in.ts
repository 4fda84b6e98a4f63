export type TextParams = Readonly<Record<string, string | number>>;

const PARENTHESIS = /\s*\([^()]*\{\w+\}[^()]*\)/g;
const PLACEHOLDER = /\{(\w+)\}/g;

function has(params: TextParams, name: string): boolean {
  return Object.hasOwn(params, name) && params[name] !== null && params[name] !== '';
}

/**
 * Replaces each `{name}`. A parenthesis that lacks one of its params is left out whole, so that what a text says
 * beyond its sentence may be absent; an absent param outside a parenthesis leaves nothing.
 */
export function fillTemplate(template: string, params: TextParams): string {
  return template
    .replace(PARENTHESIS, (part) =>
      [...part.matchAll(PLACEHOLDER)].every(([, name]) => name !== undefined && has(params, name)) ? part : '',
    )
    .replace(PLACEHOLDER, (_, name: string) => (has(params, name) ? String(params[name]) : '∅'))
    .replace(/[,:]?\s*∅(?=[.,;:]|$)/g, '')
    .replace(/∅\s*/g, '')
    .trim();
}
