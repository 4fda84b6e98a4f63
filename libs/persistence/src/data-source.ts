import pg from 'pg';
import { DataSource } from 'typeorm';
import type { SystemSubject } from '#domain/subject.js';
import { ENTITIES } from './entities/index.js';
import { Spine1795500000000 } from './migrations/0001-spine.migration.js';
import { Documents1795500000015 } from './migrations/0015-documents.migration.js';
import { EmergencyAccess1795500000021 } from './migrations/0017-emergency-access.migration.js';
import { LiveChanges1795500000024 } from './migrations/0024-live-changes.migration.js';
import { OvertakenEnds1795500000027 } from './migrations/0027-overtaken-ends.migration.js';
import { EmergencyReview1795500000034 } from './migrations/0030-emergency-review.migration.js';
import { WaitingClocks1795500000028 } from './migrations/0028-waiting-clocks.migration.js';
import { AgencySettings1795500000030 } from './migrations/0029-agency-settings.migration.js';
import { BasisInBothLanguages1795500000033 } from './migrations/0031-basis-in-both-languages.migration.js';
import { ReportPhotos1795500000029 } from './migrations/0029-report-photos.migration.js';
import { DocumentUploads1795500000032 } from './migrations/0022-document-uploads.migration.js';
import { Duplicates1795500000031 } from './migrations/0021-duplicates.migration.js';
import { SealedSecrets1795500000022 } from './migrations/0018-sealed-secrets.migration.js';
import { Rows1795500000002 } from './migrations/0002-rows.migration.js';
import { SealedReasons1795500000011 } from './migrations/0011-sealed-reasons.migration.js';
import { Accounts1795500000003 } from './migrations/0003-accounts.migration.js';
import { Vault1795500000004 } from './migrations/0004-vault.migration.js';
import { Audit1795500000005 } from './migrations/0005-audit.migration.js';
import { Notices1795500000016 } from './migrations/0006-notices.migration.js';
import { AsItStood1795500000023 } from './migrations/0019-as-it-stood.migration.js';
import { Drafts1795500000008 } from './migrations/0008-drafts.migration.js';
import { TwoWatchmen1795500000006 } from './migrations/0006-two-watchmen.migration.js';
import { PolicyVersions1795500000013 } from './migrations/0013-policy-versions.migration.js';
import { Consents1795500000012 } from './migrations/0012-consents.migration.js';
import { Pdpa1795500000020 } from './migrations/0016-pdpa.migration.js';
import { SealedOpinions1795500000014 } from './migrations/0014-sealed-opinions.migration.js';
import { StuckBoard1795500000007 } from './migrations/0007-stuck-board.migration.js';
import { LaterRows1795500000010 } from './migrations/0010-later-rows.migration.js';
import { subjectOptions } from './subject-settings.js';

// Raw rows carry the same instants as the domain: RFC 3339 in UTC, never a Date in some zone.
const TIMESTAMPTZ = 1184;
pg.types.setTypeParser(TIMESTAMPTZ, (text) => new Date(text).toISOString());

export interface StoreOptions {
  readonly url: string;
  /** Connections of this process; PostgreSQL's limit is shared by all processes. */
  readonly poolSize?: number;
  readonly applicationName?: string;
  /** In whose name the connections themselves act, outside a unit of work: nobody, save for migrations and specs. */
  readonly subject?: SystemSubject;
}

/** The store as every process opens it. The schema comes from migrations only. */
export function createDataSource(store: StoreOptions): DataSource {
  const { url, poolSize = 10, applicationName = 'saphan', subject } = store;
  return new DataSource({
    type: 'postgres',
    url,
    entities: [...ENTITIES],
    migrations: [
      // A line each, by number: several are added at the same time.
      Spine1795500000000,
      Rows1795500000002,
      Accounts1795500000003,
      Vault1795500000004,
      Audit1795500000005,
      TwoWatchmen1795500000006,
      StuckBoard1795500000007,
      PolicyVersions1795500000013,
      Drafts1795500000008,
      Consents1795500000012,
      SealedOpinions1795500000014,
      Notices1795500000016,
      LaterRows1795500000010,
      SealedReasons1795500000011,
      Pdpa1795500000020,
      Documents1795500000015,
      EmergencyAccess1795500000021,
      Duplicates1795500000031,
      DocumentUploads1795500000032,
      SealedSecrets1795500000022,
      LiveChanges1795500000024,
      OvertakenEnds1795500000027,
      WaitingClocks1795500000028,
      ReportPhotos1795500000029,
      AgencySettings1795500000030,
      AsItStood1795500000023,
      BasisInBothLanguages1795500000033,
      EmergencyReview1795500000034,
    ],
    migrationsTableName: 'schema_migrations',
    synchronize: false,
    poolSize,
    applicationName,
    // A dead server is noticed in seconds, not when the kernel gives up.
    connectTimeoutMS: 5_000,
    extra: {
      keepAlive: true,
      // A statement is sent while the one before it is still at work; the answers come in order.
      pipeline: true,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 15_000,
      ...(subject === undefined ? {} : { options: subjectOptions(subject) }),
    },
    poolErrorHandler: () => undefined,
  });
}
