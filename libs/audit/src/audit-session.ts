import pg from 'pg';
import type { Sql } from './sealing.js';

/** One session makes its next answer while another's is on its way: making the text of the rows is the longer half. */
export const SESSIONS = 2;

/**
 * One repeatable-read look at the database, for who verifies from outside the running processes: several sessions on the
 * same snapshot, each question goes to the one with the fewest before it. The settings say who looks: row level security
 * shows the audit to nobody who does not say so.
 */
export async function withAuditSession<T>(url: string, settings: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sessions: Session[] = [];
  try {
    let onSnapshot = '';
    for (let count = 0; count < SESSIONS; count += 1) {
      const client = new pg.Client({ connectionString: url, application_name: 'saphan-audit' });
      sessions.push({ client, asked: 0 });
      await client.connect();
      await client.query(`begin isolation level repeatable read read only; ${onSnapshot} ${settings}`);
      onSnapshot ||= await snapshotOf(client);
    }
    return await work({ query: (sql, params = []) => ask(leastBusy(sessions), sql, params) });
  } finally {
    await Promise.all(sessions.map(({ client }) => client.end()));
  }
}
interface Session {
  readonly client: pg.Client;
  asked: number;
}

async function snapshotOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
  return `set transaction snapshot ${pg.escapeLiteral(rows[0]?.id ?? '')};`;
}

function leastBusy(sessions: readonly Session[]): Session {
  return sessions.reduce((least, session) => (session.asked < least.asked ? session : least));
}

async function ask<Row>(session: Session, sql: string, params: readonly unknown[]): Promise<Row[]> {
  session.asked += 1;
  try {
    const { rows } = await session.client.query(sql, [...params]);
    return rows as Row[];
  } finally {
    session.asked -= 1;
  }
}
