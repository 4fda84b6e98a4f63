import type { Writable } from 'node:stream';
import type { DataSource } from 'typeorm';

interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/** The pg client of one pooled connection: only it takes a statement's name, and several statements in one message. */
export interface Connection {
  readonly connection: { readonly stream: Writable };
  query(statement: Statement | string): Promise<{ rows: unknown[]; command: string }>;
  on(event: 'error', listener: (failure: Error) => void): unknown;
  off(event: 'error', listener: (failure: Error) => void): unknown;
}

interface ConnectionPool {
  obtainMasterConnection(): Promise<[Connection, (destroy?: boolean) => void]>;
}

/** Lends a connection of the pool. One that broke meanwhile is not given to the next. */
export async function withConnection<T>(
  source: DataSource,
  work: (connection: Connection, discard: () => void) => Promise<T>,
): Promise<T> {
  const [connection, release] = await (source.driver as unknown as ConnectionPool).obtainMasterConnection();
  let broken = false;
  const discard = (): void => {
    broken = true;
  };
  // Without a listener a server that goes away would end the whole process.
  connection.on('error', discard);
  try {
    return await work(connection, discard);
  } finally {
    connection.off('error', discard);
    release(broken);
  }
}
