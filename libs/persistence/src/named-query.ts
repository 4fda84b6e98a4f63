import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { withConnection, type Connection } from './connection.js';

const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
    names.set(text, name);
  }
  return name;
}

/**
 * Runs SQL as a named prepared statement: a step's statements are few and always the same, and parsing them anew costs
 * PostgreSQL more than running them (measured: 3 of 6.4 ms a completion).
 */
export async function namedQuery<Row>(
  connection: Connection,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await connection.query({ name: nameOf(text), text, values: [...values] });
  return rows as Row[];
}

/** The same outside a transaction and without a subject: for what no row level policy guards. */
export function namedRead<Row>(source: DataSource, text: string, values: readonly unknown[]): Promise<Row[]> {
  return withConnection(source, (connection) => namedQuery<Row>(connection, text, values));
}
