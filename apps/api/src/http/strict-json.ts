/** Deeper than any form or draft; a body that is deeper wants to hurt a parser. */
const DEEPEST = 64;

/**
 * What JSON.parse lets pass and two readers could understand differently: a name twice in one object (RFC 8259 leaves open
 * which counts), or nesting without end. One look over the text, before anything is built of it (S35).
 */
export function jsonFault(text: string): 'duplicate-name' | 'too-deep' | null {
  const open: (Set<string> | null)[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfString(text, at);
      const names = open.at(-1);
      if (names && followedByColon(text, end)) {
        const name = nameOf(text.slice(at, end));
        if (names.has(name)) return 'duplicate-name';
        names.add(name);
      }
      at = end;
      continue;
    }
    if (sign === '{' || sign === '[') {
      if (open.length === DEEPEST) return 'too-deep';
      open.push(sign === '{' ? new Set() : null);
    } else if (sign === '}' || sign === ']') open.pop();
    at += 1;
  }
  return null;
}

/** Behind its closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function followedByColon(text: string, end: number): boolean {
  let at = end;
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? '')) at += 1;
  return text[at] === ':';
}

/** `"a"` is `"a"`. A broken escape is broken JSON, which the parser says. */
function nameOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted;
  }
}
