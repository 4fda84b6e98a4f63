import { Module } from '@nestjs/common';
import { createLogger } from '#observability/logger.js';
import { caseworkProviders, LOGGER } from '#temporal/casework.providers.js';
import { ProcessActivitiesService } from './activities/process-activities.service.js';
import { ReconcilerService } from './activities/reconciler.service.js';
import { AuditSealer } from './audit/audit-sealer.service.js';
import { DuplicateFinder } from './duplicates/duplicate-finder.service.js';
import { noticeProviders } from './notices/notice.providers.js';
import { OutboxRelay } from './relay/outbox-relay.service.js';
import { sweeperProviders } from './sweeper/sweeper.providers.js';
import { AbandonedUploads } from './uploads/abandoned-uploads.service.js';
import { WorkflowWatch } from './watch/workflow-watch.service.js';
import { ShredKeys } from './shredding/shred-keys.service.js';
import { TemporalWorkerService } from './temporal-worker.service.js';

@Module({
  providers: [
    { provide: LOGGER, useFactory: () => createLogger('saphan-worker') },
    ...caseworkProviders('saphan-worker'),
    ProcessActivitiesService,
    ReconcilerService,
    OutboxRelay,
    AuditSealer,
    ...sweeperProviders(),
    ShredKeys,
    DuplicateFinder,
    AbandonedUploads,
    ...noticeProviders(),
    WorkflowWatch,
    TemporalWorkerService,
  ],
})
export class WorkerModule {}
