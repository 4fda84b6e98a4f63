import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { withClient } from '../../apps/dev/src/postgres-cluster.js';
import { actorOf } from '../../apps/api/src/http/actor.js';
import type { SignedIn } from '../../apps/api/src/http/request-context.js';
import type { ReportDto } from '../../apps/api/src/reports/dto/report.dto.js';
import { ReportsService } from '../../apps/api/src/reports/reports.service.js';
import type { Instant } from '#domain/instant.js';
import type { Role } from '#domain/roles.js';
import { systemSubject } from '#domain/subject.js';
import { extendCaseClock } from '#persistence/case-file/extend-clock.js';
import { Casework } from '#persistence/casework.js';
import { createDataSource } from '#persistence/data-source.js';
import type { OutboxRow } from '#persistence/rows.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import type { Vault } from '#privacy/vault.js';
import { getPolicy } from '#policy/load-policy.js';
import { testVault } from '#testing/test-keys.js';
import { createTestDatabase, type TestDatabase } from '#testing/test-services.js';

// Whoever comes first starts PostgreSQL for the whole run.
jest.setTimeout(60_000);

/** A store of one spec's own, opened as the application opens it, with somebody who may do everything in a case. */
export interface TestStore {
  readonly database: TestDatabase;
  /** As the application’s role, but in the name of a process that sees every row: for a spec to look around. */
  readonly source: DataSource;
  /** The application’s own connections: nobody’s until a unit of work says whose. */
  readonly appSource: DataSource;
  readonly unitOfWork: UnitOfWork;
  readonly vault: Vault;
  readonly casework: Casework;
  readonly me: SignedIn;
  /** What was handed to the courier after a commit. */
  readonly told: OutboxRow[];
  asOwner<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** One report with one person; the id of her case. */
  report(changes?: Partial<Report>): Promise<string>;
  close(): Promise<void>;
}

/** As it comes out of the envelope, without its class. */
type Report = Pick<ReportDto, keyof ReportDto>;

const ROLES: readonly Role[] = ['social-worker', 'supervisor', 'police-officer'];

export async function openTestStore(poolSize = 10): Promise<TestStore> {
  const database = await createTestDatabase();
  const subject = systemSubject('migration');
  const source = await createDataSource({ url: database.appUrl, poolSize, subject }).initialize();
  const appSource = await createDataSource({ url: database.appUrl, poolSize }).initialize();
  const vault = testVault();
  const told: OutboxRow[] = [];
  const unitOfWork = new UnitOfWork(appSource, null, vault);
  const casework = new Casework({
    unitOfWork,
    policies: (version) => getPolicy(version),
    courier: (rows) => told.push(...rows),
  });
  const me = signedIn();
  const asOwner = <Row extends object>(sql: string, params: readonly unknown[] = []) =>
    withClient(database.ownerUrl, async (client) => (await client.query<Row>(sql, [...params])).rows);
  await asOwner(
    `insert into accounts (id, username, display_name, password_hash, agency, province, roles)
     values ($1, 'tester', 'Tester', '-', $2, $3, $4)`,
    [me.accountId, me.agency, me.province, me.roles],
  );
  const reports = new ReportsService(casework);
  return {
    database,
    source,
    appSource,
    unitOfWork,
    vault,
    casework,
    me,
    told,
    asOwner,
    report: async (changes = {}) => {
      const { cases } = await reports.create(me, { ...REPORT, ...changes }, null);
      return cases[0]?.id ?? '';
    },
    close: async () => {
      await source.destroy();
      await appSource.destroy();
      await database.drop();
    },
  };
}

function signedIn(): SignedIn {
  return {
    accountId: randomUUID(),
    username: 'tester',
    displayName: 'Tester',
    agency: 'psdhs-nonthaburi',
    province: '12',
    roles: ROLES,
    tokenHash: Buffer.alloc(32),
    requestId: randomUUID(),
  };
}

export const REPORT: Report = {
  channel: 'police',
  province: '12',
  happenedAt: new Date(Date.now() - 600_000).toISOString(),
  dangerNow: false,
  reporterConsents: true,
  persons: [{ nationality: 'TH', language: 'th' }],
};

/** A person who was taken into a shelter so long ago that her 24 hours are over. */
export function takenIntoProtection(hoursAgo: number): Partial<Report> {
  const startedAt = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  return { persons: [{ nationality: 'TH', language: 'th', custody: { startedAt, placeType: 'shelter' } }] };
}

/** More time to reflect, by a supervisor, on grounds of health. */
export async function extendReflection(
  { casework, me }: TestStore,
  caseId: string,
  grant: { readonly newDueAt: Instant; readonly grantedAt: Instant },
): Promise<void> {
  await casework.change('case', caseId, actorOf(me), (file) => {
    const entry = file.contents.clocks.find(({ clock }) => clock.key === 'nrm-reflection');
    const order = { ground: 'health', authority: 'Head', document: 'Memo', roles: ['supervisor'] as const };
    extendCaseClock(file, entry?.id ?? '', { ...order, ...grant });
  });
}
