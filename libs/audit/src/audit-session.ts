import pg from 'pg';
import type { Sql } from './sealing.js';

/**
 * One repeatable-read look at the database, for who verifies from outside the running processes. The settings say who
 * looks: row level security shows the audit to nobody who does not say so.
 */
export async function withAuditSession<T>(url: string, settings: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'saphan-audit' });
  await client.connect();
  try {
    await client.query(`begin isolation level repeatable read read only; ${settings}`);
    return await work({
      query: async <Row>(sql: string, params: readonly unknown[] = []) => {
        const { rows } = await client.query(sql, [...params]);
        return rows as Row[];
      },
    });
  } finally {
    await client.end();
  }
}
