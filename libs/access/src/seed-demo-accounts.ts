import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.js';
import { hashPassword } from './passwords.js';

/** Puts in the demo accounts that are missing. Refuses to run in production: their password is public. */
export async function seedDemoAccounts(ownerUrl: string): Promise<void> {
  if (process.env.NODE_ENV === 'production') throw new Error('Demo accounts are never made in production.');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ username: string }>('select username from accounts');
    const known = new Set(rows.map(({ username }) => username));
    const missing = DEMO_ACCOUNTS.filter(({ username }) => !known.has(username));
    for (const { username, displayName, agency, province, roles } of missing) {
      await client.query(
        `insert into accounts (id, username, display_name, password_hash, agency, province, roles, demo)
         values ($1, $2, $3, $4, $5, $6, $7, true) on conflict (username) do nothing`,
        [randomUUID(), username, displayName, await hashPassword(DEMO_PASSWORD), agency, province, roles],
      );
    }
    // Also of accounts that an earlier version made.
    for (const { username, supervisor } of DEMO_ACCOUNTS) {
      await client.query(
        `update accounts set demo = true, supervisor_id = (select id from accounts where username = $2)
         where username = $1 and not (demo and supervisor_id is not distinct from
           (select id from accounts where username = $2))`,
        [username, supervisor ?? null],
      );
    }
  } finally {
    await client.end();
  }
}
