import { escapeLiteral } from 'pg';
import { subjectKeys } from '#access/relation-keys.js';
import type { Subject } from '#domain/subject.js';

/**
 * Who acts, as settings of one transaction. Every one is set each time, so that nothing a connection was opened with
 * shows through.
 */
export function subjectSettings(subject: Subject): string {
  const words = Object.entries(subjectKeys(subject)).map(([group, keys]) => [group, arrayLiteral(keys)] as const);
  const settings = [
    ['account', subject.accountId ?? ''],
    ['system', 'system' in subject ? subject.system : ''],
    ['written', ''],
    ...words,
  ] as const;
  return settings.map(([name, value]) => `set local saphan.${name} = ${escapeLiteral(value)}`).join('; ');
}

function arrayLiteral(words: readonly string[]): string {
  return `{${words.map((word) => `"${word.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
