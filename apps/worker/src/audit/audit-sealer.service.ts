import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { auditKey, auditKeyFile } from '#audit/audit-key.js';
import { checkpointFolder, takeCheckpoint, writeCheckpoint } from '#audit/checkpoint.js';
import { ROWS_PER_SEAL, sealCommitted } from '#audit/sealing.js';
import { describeFailure } from '#observability/logger.js';
import { systemSubject } from '#domain/subject.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

const SEAL_EVERY_MS = 500;
const CHECKPOINT_EVERY_MS = 3_600_000;
const SEALER = systemSubject('sealer');

/** Seals the audit behind the writers, and signs every hour, and when it stops, what the chain has become. */
@Injectable()
export class AuditSealer implements OnApplicationShutdown {
  private readonly rounds: Rounds;
  private checkpointAt = performance.now() + CHECKPOINT_EVERY_MS;
  private lastSealNo = 0;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Rounds(SEAL_EVERY_MS, () => this.sealAndSign(), { logger, message: 'audit not sealed yet' });
  }

  /** Throws when there is no audit key: a process that cannot sign must not look as if it did. */
  start(): void {
    auditKey();
    this.rounds.start();
  }

  private async sealAndSign(): Promise<void> {
    await this.sealAll();
    if (performance.now() >= this.checkpointAt) await this.sign();
  }

  /** Until nothing is left that was committed when it began. */
  async sealAll(): Promise<void> {
    let sealed = ROWS_PER_SEAL;
    while (sealed === ROWS_PER_SEAL) {
      sealed = await this.unitOfWork.run(SEALER, sealCommitted);
    }
  }

  /** A line in the log as well: logs are kept elsewhere than the database. */
  private async sign(): Promise<void> {
    const checkpoint = await this.unitOfWork.read(SEALER, (tx) => takeCheckpoint(tx, auditKey()));
    this.checkpointAt = performance.now() + CHECKPOINT_EVERY_MS;
    if (checkpoint === null || checkpoint.sealNo === this.lastSealNo) return;
    this.lastSealNo = checkpoint.sealNo;
    writeCheckpoint(checkpointFolder(process.env, auditKeyFile(process.env)), checkpoint);
    const { sealNo, sealHash, rows } = checkpoint;
    this.logger.info({ sealNo, sealHash, rows }, 'audit checkpoint');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    if (!this.rounds.hasStarted) return;
    await this.sealAll().then(
      () => this.sign(),
      (failure: unknown) => this.logger.warn(describeFailure(failure), 'audit not sealed at the end'),
    );
  }
}
