import { escapeIdentifier, escapeLiteral, type Client } from 'pg';

/** Owns the database and migrates it. */
export const OWNER_ROLE = 'saphan_owner';
/** What the API and the worker are: may not change the schema nor pass row level security. */
export const APP_ROLE = 'saphan_app';

/** Creates both roles, or gives them the current passwords; safe to repeat at each start. */
export async function ensureRoles(client: Client, passwords: { owner: string; app: string }): Promise<void> {
  const wanted = [
    [OWNER_ROLE, passwords.owner],
    [APP_ROLE, passwords.app],
  ] as const;
  for (const [role, password] of wanted) {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
    await client.query(
      `${verb} ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${escapeLiteral(password)}`,
    );
  }
}

/** Creates the database if it is missing and lets nobody but the two roles in. */
export async function ensureDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  const database = escapeIdentifier(name);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${database} OWNER ${OWNER_ROLE}`);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${APP_ROLE}`);
}
