import { escapeLiteral } from 'pg';
import { subjectKeys } from '#access/relation-keys.js';
import type { Subject, SystemSubject } from '#domain/subject.js';

/**
 * Who acts, as settings of one transaction. Every one is set each time, so that nothing a connection was opened with
 * shows through.
 */
export function subjectSettings(subject: Subject): string {
  return settingsOf(subject)
    .map(([name, value]) => `set local saphan.${name} = ${escapeLiteral(value)}`)
    .join('; ');
}

/** The same for a whole connection, as it is opened: what migrates, or looks at everything in a test. */
export function subjectOptions(subject: SystemSubject): string {
  return settingsOf(subject)
    .map(([name, value]) => `-c saphan.${name}=${value}`)
    .join(' ');
}

function settingsOf(subject: Subject): readonly (readonly [name: string, value: string])[] {
  return [
    ['account', subject.accountId ?? ''],
    ['system', 'system' in subject ? subject.system : ''],
    ['written', ''],
    ...Object.entries(subjectKeys(subject)).map(([group, keys]) => [group, arrayLiteral(keys)] as const),
  ];
}

function arrayLiteral(words: readonly string[]): string {
  return `{${words.map((word) => `"${word.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
