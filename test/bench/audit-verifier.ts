import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { AuditKey } from '#audit/audit-key.js';
import { auditRow } from '#audit/audit-record.js';
import { withAuditSession } from '#audit/audit-session.js';
import { systemSubject } from '#domain/subject.js';
import { subjectSettings } from '#persistence/subject-settings.js';
import { sealCommitted, type Sql } from '#audit/sealing.js';
import { verifyChain } from '#audit/verify-chain.js';
import { createTestDatabase } from '../../libs/testing/src/test-services.js';
import { type Figure, figureOf, say } from './figures.js';

const GOAL = 100_000;
const ROUNDS = 3;
const INSERTED_AT_ONCE = 5_000;

/** (e) The chain verified from its first row to its last: every hash, every stamp, every seal. */
export async function measureAuditVerifier({ rows }: { readonly rows: number }): Promise<Figure> {
  const database = await createTestDatabase();
  const key = new AuditKey(randomBytes(32));
  try {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const sealing = await fill(client, key, rows);
    say(`(e) ${rows} rows written; sealed at ${Math.round(rows / sealing)} rows/s`);
    await client.query('vacuum analyze audit_events');
    await client.end();
    const rates: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now();
      const verdict = await withAuditSession(database.ownerUrl, subjectSettings(systemSubject('sealer')), (sql) =>
        verifyChain({ sql, key, trusted: null, checkpoints: [] }),
      );
      if (verdict.fault !== null || verdict.rows !== rows) throw new Error(JSON.stringify(verdict));
      rates.push(rows / ((performance.now() - startedAt) / 1000));
    }
    say(`(e) verified at ${rates.map((rate) => Math.round(rate)).join(', ')} rows/s`);
    return figureOf(
      'audit-verify-rows-per-second',
      { product: Math.max(...rates), reference: GOAL, unit: 'rows/s' },
      { atLeast: 1 },
    );
  } finally {
    await database.drop();
  }
}

/** Rows as casework writes them; returns the seconds that sealing took. */
async function fill(client: pg.Client, key: AuditKey, rows: number): Promise<number> {
  const sql: Sql = {
    query: async <Row>(text: string, params: readonly unknown[] = []) =>
      (await client.query(text, [...params])).rows as Row[],
  };
  const startedAt = Date.now() - rows;
  let sealingMs = 0;
  for (let from = 0; from < rows; from += INSERTED_AT_ONCE) {
    const batch = Array.from({ length: Math.min(INSERTED_AT_ONCE, rows - from) }, (_, place) =>
      auditRow(key, {
        at: new Date(startedAt + from + place).toISOString(),
        accountId: randomUUID(),
        roles: ['social-worker', 'supervisor'],
        agency: 'psdhs-nonthaburi',
        action: 'complete-task',
        purpose: 'casework',
        decision: 'allowed',
        caseId: randomUUID(),
        subjectId: randomUUID(),
        fields: ['outcome', 'consent', 'language', 'interpreterUsed', 'notes'],
        requestId: randomUUID(),
      }),
    );
    await sql.query('insert into audit_events select * from jsonb_populate_recordset(null::audit_events, $1::jsonb)', [
      JSON.stringify(batch),
    ]);
    const before = performance.now();
    await client.query('begin');
    await sealCommitted(sql);
    await client.query('commit');
    sealingMs += performance.now() - before;
  }
  return sealingMs / 1000;
}
