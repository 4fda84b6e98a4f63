/** Deeper than any form or draft; a body that is deeper wants to hurt a parser. */
const DEEPEST = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

/**
 * What JSON.parse lets pass and two readers could understand differently: a name twice in one object (RFC 8259 leaves open
 * which counts), or nesting without end. One look over the text, before anything is built of it (S35).
 */
export function jsonFault(text: string): 'duplicate-name' | 'too-deep' | null {
  const open: (Set<string> | null)[] = [];
  let at = 0;
  // Whatever stands between the signs that matter is the parser's business.
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
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
    if (unit === OPEN_OBJECT || unit === OPEN_LIST) {
      if (open.length === DEEPEST) return 'too-deep';
      open.push(unit === OPEN_OBJECT ? new Set() : null);
    } else if (unit === CLOSE_OBJECT || unit === CLOSE_LIST) open.pop();
    at += 1;
  }
  return null;
}

/** Behind its closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    at += unit === BACKSLASH ? 2 : 1;
  }
  return text.length;
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
