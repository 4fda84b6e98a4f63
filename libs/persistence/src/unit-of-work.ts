import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '#domain/instant.js';
import { namedQuery } from './named-query.js';

/** One open transaction. A repository without one does not exist. */
export interface Tx {
  readonly manager: EntityManager;
  /** Runs SQL with bound parameters and returns its rows. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** Where "now" comes from: the database by default, so that no process's own clock matters; a test's clock otherwise. */
export type TimeSource = (tx: Tx) => Promise<Instant>;

/** Runs a use case as one transaction; whatever throws inside leaves nothing behind. */
export class UnitOfWork {
  constructor(
    readonly source: DataSource,
    readonly timeSource: TimeSource | null = null,
  ) {}

  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.source.transaction((manager) => work(txOf(manager)));
  }
}

function txOf(manager: EntityManager): Tx {
  return {
    manager,
    query: <Row>(sql: string, params: readonly unknown[] = []) => {
      if (!manager.queryRunner) throw new Error('A transaction has a connection of its own');
      return namedQuery<Row>(manager.queryRunner, sql, params);
    },
  };
}
