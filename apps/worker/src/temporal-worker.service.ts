import { fileURLToPath } from 'node:url';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client, type Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { describeFailure } from '#observability/logger.js';
import { Vault } from '#privacy/vault.js';
import { dataConverterOf } from '#temporal/data-converter.js';
import { LOGGER, taskQueueFrom } from '#temporal/casework.providers.js';
import { scheduleReconciliation } from '#temporal/reconcile-schedule.js';
import { registerSearchAttributes } from '#temporal/search-attributes.js';
import { checkServer } from '#temporal/server-check.js';
import { temporalAddressFrom } from '#temporal/temporal-client.js';
import type { CaseActivities } from '#workflows/case/case.activities.js';
import type { ProcessActivities } from '#workflows/kit/process.activities.js';
import type { ReconcileActivities } from '#workflows/reconcile/reconcile.activities.js';
import { ReconcilerService } from './activities/reconciler.service.js';
import { ProcessActivitiesService } from './activities/process-activities.service.js';

/** 5,000 cached cases take 1.4 GiB (measured); a case outside the cache is replayed from its short history. */
const CACHED_WORKFLOWS = 1_500;
const CONNECT_AGAIN_MS = 1_000;

/** The only place that creates, runs and stops Temporal workers. */
@Injectable()
export class TemporalWorkerService implements OnApplicationShutdown {
  private worker: Worker | null = null;
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(
    @Inject(Client) private readonly client: Client,
    @Inject(ProcessActivitiesService) private readonly activities: ProcessActivitiesService,
    @Inject(ReconcilerService) private readonly reconciler: ReconcilerService,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Waits for Temporal, checks it, and runs until stopped. Rejects when the worker fails: the process must end then. */
  async run(onReady: () => void): Promise<void> {
    Runtime.install({
      logger: new DefaultLogger('WARN', ({ level, message }) => this.logger.warn({ sdkLevel: level }, message)),
      shutdownSignals: [],
    });
    const connection = await this.connect();
    if (connection === null) return;
    const { namespace } = temporalAddressFrom(process.env);
    const version = await checkServer(this.client.connection as Connection);
    await registerSearchAttributes(this.client.connection as Connection, namespace);
    await scheduleReconciliation(this.client, taskQueueFrom(process.env));
    this.worker = await Worker.create({
      connection,
      namespace,
      taskQueue: taskQueueFrom(process.env),
      workflowBundle: { codePath: fileURLToPath(new URL('../../../workflow-bundle.js', import.meta.url)) },
      activities: this.port(),
      dataConverter: dataConverterOf(this.vault),
      maxCachedWorkflows: Number(process.env.SAPHAN_CACHED_WORKFLOWS ?? CACHED_WORKFLOWS),
      maxConcurrentLocalActivityExecutions: 24,
      shutdownGraceTime: '5 seconds',
      shutdownForceTime: '8 seconds',
    });
    this.logger.info({ temporal: version }, 'worker ready');
    onReady();
    this.running = this.worker.run();
    await this.running;
  }

  /** Forwarded one by one: a method that the port does not name is not reachable from a workflow. */
  private port() {
    const service = this.activities;
    return {
      loadProcess: (workflowId) => service.loadProcess(workflowId),
      loadCase: (caseId) => service.loadCase(caseId),
      enterStage: (move) => service.enterStage(move),
      startTracks: (caseId) => service.startTracks(caseId),
      commitDueClocks: (due) => service.commitDueClocks(due),
      openTasks: (tasks) => service.openTasks(tasks),
      reportToCase: (report) => service.reportToCase(report),
      reconcile: () => this.reconciler.reconcile(),
    } satisfies ProcessActivities & CaseActivities & ReconcileActivities;
  }

  private async connect(): Promise<NativeConnection | null> {
    const { address } = temporalAddressFrom(process.env);
    while (!this.stopped) {
      try {
        return await NativeConnection.connect({ address });
      } catch (failure) {
        this.logger.warn({ ...describeFailure(failure), address }, 'Temporal cannot be reached; trying again');
        await new Promise((resolve) => setTimeout(resolve, CONNECT_AGAIN_MS));
      }
    }
    return null;
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
    await this.running?.catch(() => undefined);
  }
}
