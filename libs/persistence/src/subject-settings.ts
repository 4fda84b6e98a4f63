import { escapeLiteral } from 'pg';
import type { Subject } from '#domain/subject.js';

/**
 * Who acts, as settings of one transaction. Every one is set each time, so that nothing a connection was opened with
 * shows through.
 */
export function subjectSettings(subject: Subject): string {
  const settings: Readonly<Record<string, string>> = {
    account: subject.accountId ?? '',
    system: 'system' in subject ? subject.system : '',
  };
  return Object.entries(settings)
    .map(([name, value]) => `set local saphan.${name} = ${escapeLiteral(value)}`)
    .join('; ');
}
