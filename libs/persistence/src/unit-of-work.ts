import type { DataSource } from 'typeorm';
import type { Instant } from '#domain/instant.js';
import type { Vault } from '#privacy/vault.js';
import type { Subject } from '#domain/subject.js';
import { withConnection } from './connection.js';
import { namedQuery } from './named-query.js';
import { subjectSettings } from './subject-settings.js';

/** One open transaction. A repository without one does not exist. */
export interface Tx {
  /** What opens personal data; null where none is ever read or written. */
  readonly vault: Vault | null;
  /** For what all that is read in it stands on the audit, where that is not what the use case is for. */
  auditPurpose?: string;
  /** Runs SQL with bound parameters and returns its rows. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** Where "now" comes from: the database by default, so that no process's own clock matters; a test's clock otherwise. */
export type TimeSource = (tx: Tx) => Promise<Instant>;

/**
 * A step's statements find their rows by key, so one plan serves all: made anew for each call, with row security in it,
 * it costs more than running it (measured: 5 of the 9 ms that a completion spends in PostgreSQL).
 */
const BEGIN = 'begin; set local plan_cache_mode = force_generic_plan';

/**
 * Runs a use case as one transaction in the name of a subject; whatever throws inside leaves nothing behind. The subject
 * travels with BEGIN in one message, so it costs no round trip, and ends with the transaction: the next one on the same
 * connection starts with nobody.
 */
export class UnitOfWork {
  constructor(
    private readonly source: DataSource,
    readonly timeSource: TimeSource | null = null,
    readonly vault: Vault | null = null,
  ) {}

  run<T>(subject: Subject, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transact(BEGIN, subject, work);
  }

  /** For work that only looks: the store itself refuses a write in it. */
  read<T>(subject: Subject, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transact('begin read only', subject, work);
  }

  private transact<T>(begin: string, subject: Subject, work: (tx: Tx) => Promise<T>): Promise<T> {
    return withConnection(this.source, async (connection, discard) => {
      try {
        await connection.query(`${begin}; ${subjectSettings(subject)}`);
        const result = await work({
          vault: this.vault,
          query: <Row>(sql: string, params: readonly unknown[] = []) => namedQuery<Row>(connection, sql, params),
        });
        await connection.query('commit');
        return result;
      } catch (failure) {
        await connection.query('rollback').catch(discard);
        throw failure;
      }
    });
  }
}
