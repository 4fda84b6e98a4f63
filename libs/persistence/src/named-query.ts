import { createHash } from 'node:crypto';
import type { DataSource, QueryRunner } from 'typeorm';

/** The pg client behind TypeORM's runner: only it takes a statement's name. */
interface PgClient {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

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
export async function namedQuery<Row>(runner: QueryRunner, text: string, values: readonly unknown[]): Promise<Row[]> {
  const client = (await runner.connect()) as PgClient;
  const { rows } = await client.query({ name: nameOf(text), text, values: [...values] });
  return rows as Row[];
}

/** The same outside a transaction, on a connection of the pool. */
export async function namedRead<Row>(source: DataSource, text: string, values: readonly unknown[]): Promise<Row[]> {
  const runner = source.createQueryRunner();
  try {
    return await namedQuery<Row>(runner, text, values);
  } finally {
    await runner.release();
  }
}
