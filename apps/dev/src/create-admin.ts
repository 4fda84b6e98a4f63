import { parseArgs } from 'node:util';
import { AGENCY_CODE, USERNAME } from '#access/account-names.js';
import { displayInstant } from '#domain/instant.js';
import { createAdministrator } from '#persistence/create-administrator.js';
import { createDataSource } from '#persistence/data-source.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { auditSurroundings, requireKey } from './audit-surroundings.js';
import { SentenceError } from './sentence-error.js';

/**
 * `npm run create-admin -- --username NAME --agency CODE [--name "Shown name"] [--another]`: the first administrator of a
 * new system. Prints a code that opens the account once.
 */
const { values } = parseArgs({
  options: {
    username: { type: 'string', default: '' },
    agency: { type: 'string', default: '' },
    name: { type: 'string' },
    another: { type: 'boolean', default: false },
  },
});
const { username, agency, name: displayName = username, another } = values;
if (!USERNAME.test(username)) {
  throw new SentenceError('Give --username NAME: small Latin letters, digits, dots and hyphens, two or more.');
}
if (!AGENCY_CODE.test(agency)) {
  throw new SentenceError('Give --agency CODE, e.g. datip: small Latin letters, digits and hyphens.');
}
const surroundings = auditSurroundings();
requireKey(surroundings);
process.env.SAPHAN_AUDIT_KEY_FILE = surroundings.keyFile;
const source = await createDataSource({
  url: surroundings.databaseUrl,
  poolSize: 1,
  applicationName: 'saphan-create-admin',
}).initialize();
try {
  const made = await createAdministrator(new UnitOfWork(source), { username, displayName, agency, another });
  switch (made.outcome) {
    case 'administrator-exists':
      throw new SentenceError(
        'There is an administrator already, who makes accounts in the console. If nobody can sign in as one any more, add --another.',
      );
    case 'username-taken':
      throw new SentenceError(`There is an account ${username} already: choose another --username.`);
    case 'created':
      console.log(
        `The account ${username} is there. Open the console, choose "I have an activation code", and set a password.`,
      );
      console.log(`Code, shown once, until ${displayInstant(made.expiresAt, 'en')}: ${made.code}`);
  }
} finally {
  await source.destroy();
}
