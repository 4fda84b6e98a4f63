import pg from 'pg';
import { systemSubject } from '#domain/subject.js';
import { createDataSource } from './data-source.js';
import { sqlOf } from './sql-file.js';

export interface MigrateOptions {
  readonly ownerUrl: string;
  /** The role that the application connects as; it owns nothing and may not change a ledger. */
  readonly appRole: string;
}

/** Two processes that start at once migrate one after the other. */
const MIGRATION_LOCK = 2551_029;

/** Brings the schema up to date as its owner and sets the application role's rights. Safe to repeat. */
export async function migrate({ ownerUrl, appRole }: MigrateOptions): Promise<void> {
  const lock = new pg.Client({ connectionString: ownerUrl });
  await lock.connect();
  const source = createDataSource({
    url: ownerUrl,
    poolSize: 2,
    applicationName: 'saphan-migrate',
    subject: systemSubject('migration'),
  });
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await source.initialize();
    await source.runMigrations({ transaction: 'each' });
    await source.query(sqlOf('grants.sql').replaceAll(':app', lock.escapeIdentifier(appRole)));
  } finally {
    if (source.isInitialized) await source.destroy();
    await lock.end();
  }
}
