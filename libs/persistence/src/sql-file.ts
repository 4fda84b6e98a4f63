import { readFileSync } from 'node:fs';

/** The text of a hand-written SQL file of `migrations/`. */
export function sqlOf(name: string): string {
  return readFileSync(new URL(`./migrations/${name}`, import.meta.url), 'utf8');
}
