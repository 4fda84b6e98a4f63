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
        `insert into accounts (id, username, display_name, password_hash, agency, province, roles)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (username) do nothing`,
        [randomUUID(), username, displayName, await hashPassword(DEMO_PASSWORD), agency, province, roles],
      );
    }
  } finally {
    await client.end();
  }
}
