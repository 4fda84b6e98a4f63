import { takenIntoProtection } from './test-store.js';

/** Of somebody who must not be told of. */
export const NAMES = /Malee|Srisuk/;

/** Somebody with a name whose 24 hours are over. */
export function namedAndOver() {
  const { persons = [] } = takenIntoProtection(25);
  return { persons: persons.map((person) => Object.assign(person, { givenName: 'Malee', familyName: 'Srisuk' })) };
}

/** A mail's text, whichever way it travelled. */
export function decoded(mail: string): string {
  const [, body = ''] = mail.split('\r\n\r\n');
  return /base64/i.test(mail) ? Buffer.from(body, 'base64').toString('utf8') : body;
}
