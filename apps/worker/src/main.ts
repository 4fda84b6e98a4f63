import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { describeFailure, NestLogger } from '#observability/logger.js';
import { stopWithSupervisor } from '#observability/process-lifecycle.js';
import { fillCaseAccess } from '#persistence/backfills/case-access.js';
import { sealSecrets } from '#persistence/backfills/seal-secrets.js';
import { Casework } from '#persistence/casework.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { AuditSealer } from './audit/audit-sealer.service.js';
import { DuplicateFinder } from './duplicates/duplicate-finder.service.js';
import { DutyReminder } from './notices/duty-reminder.service.js';
import { Escalator } from './notices/escalator.service.js';
import { Mailer } from './notices/mailer.service.js';
import { ReadingWatch } from './notices/reading-watch.service.js';
import { WebhookSender } from './notices/webhook-sender.service.js';
import { OutboxRelay } from './relay/outbox-relay.service.js';
import { ClockSweeper } from './sweeper/clock-sweeper.service.js';
import { ShredKeys } from './shredding/shred-keys.service.js';
import { TemporalWorkerService } from './temporal-worker.service.js';
import { AbandonedUploads } from './uploads/abandoned-uploads.service.js';
import { WorkflowWatch } from './watch/workflow-watch.service.js';
import { WorkerModule } from './worker.module.js';

const app = await NestFactory.createApplicationContext(WorkerModule, { bufferLogs: true, abortOnError: false });
const logger = app.get<Logger>(LOGGER);
app.useLogger(new NestLogger(logger));
stopWithSupervisor(() => app.close());
await fillCaseAccess(app.get(Casework));
await sealSecrets(app.get(UnitOfWork));
app.get(OutboxRelay).start();
app.get(AuditSealer).start();
app.get(ClockSweeper).start();
app.get(ShredKeys).start();
app.get(DuplicateFinder).start();
app.get(AbandonedUploads).start();
app.get(Escalator).start();
app.get(DutyReminder).start();
app.get(ReadingWatch).start();
app.get(Mailer).start();
app.get(WebhookSender).start();
app.get(WorkflowWatch).start();
try {
  await app.get(TemporalWorkerService).run(() => process.send?.({ ready: true }));
} catch (failure) {
  // A worker that does not work must not look alive: the supervisor starts another.
  logger.fatal(describeFailure(failure), 'worker failed');
  process.exit(1);
}
