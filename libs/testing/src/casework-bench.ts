import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import {
  Client,
  type Connection,
  type ConnectionLike,
  type TestService,
  type WorkflowClientInterceptor,
} from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { instantOf, plus, type Instant, type IsoDuration } from '#domain/instant.js';
import type { Role } from '#domain/roles.js';
import { systemSubject } from '#domain/subject.js';
import type { PolicySource } from '#persistence/case-file/open-case-file.js';
import { Casework, type Courier } from '#persistence/casework.js';
import { createDataSource } from '#persistence/data-source.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { getPolicy } from '#policy/load-policy.js';
import { dataConverterOf } from '#temporal/data-converter.js';
import { FactCourier } from '#temporal/fact-courier.js';
import { POLICY, PROVINCE, STAGE } from '#temporal/search-attributes.js';
import type { CaseActivities } from '#workflows/case/case.activities.js';
import type { ProcessActivities } from '#workflows/kit/process.activities.js';
import type { SignedIn } from '../../../apps/api/src/http/request-context.js';
import { ReportsService } from '../../../apps/api/src/reports/reports.service.js';
import type { ReportDto, ReportedPersonDto } from '../../../apps/api/src/reports/dto/report.dto.js';
import { ProcessActivitiesService } from '../../../apps/worker/src/activities/process-activities.service.js';
import { PlayedCase } from './played-case.js';
import { testVault } from './test-keys.js';
import { createTestDatabase, type TestDatabase } from './test-services.js';
import { createTimeSkippingEnvironment } from './time-skipping-server.js';
import { sharedWorkflowBundle } from './workflow-bundle.js';

export interface BenchOptions {
  /** 0 replays the whole run at every workflow task, so that every step proves its determinism. */
  readonly cachedWorkflows?: number;
  readonly clientInterceptors?: readonly WorkflowClientInterceptor[];
  /** By version; the product's own unless said. */
  readonly policies?: PolicySource;
}

export interface RunOfWorkflow {
  readonly workflowId: string;
  readonly runId: string;
}

/** Who acts; the bench asks no rights, but the ledger wants an account and closure wants two. */
export type Person = 'social' | 'supervisor';

const ROLES_OF: Readonly<Record<Person, readonly Role[]>> = {
  social: ['social-worker', 'police-officer', 'mdt-chair'],
  supervisor: ['supervisor'],
};

/**
 * Real casework on a real PostgreSQL under a time-skipping Temporal: people complete tasks, 45 days pass in a moment.
 * Without HTTP, and with one clock for database, workflows and people.
 */
export class CaseworkBench {
  readonly runs = new Map<string, RunOfWorkflow>();
  readonly people: Readonly<Record<Person, SignedIn>>;
  readonly unitOfWork: UnitOfWork;
  readonly casework: Casework;
  readonly factCourier: FactCourier;
  readonly vault = testVault();
  /** Replaceable: how committed facts travel. */
  courier: Courier;
  private readonly taskQueue = `bench-${randomUUID()}`;
  private worker: { readonly worker: Worker; readonly ended: Promise<void> } | null = null;

  private constructor(
    readonly environment: TestWorkflowEnvironment,
    readonly client: Client,
    private readonly database: TestDatabase,
    readonly source: DataSource,
    private readonly cachedWorkflows: number,
    policies: PolicySource,
  ) {
    const person = (username: Person): SignedIn => ({
      accountId: randomUUID(),
      username,
      displayName: username,
      agency: 'psdhs-nonthaburi',
      province: '12',
      roles: ROLES_OF[username],
      tokenHash: Buffer.alloc(0),
      requestId: 'bench',
    });
    this.people = { social: person('social'), supervisor: person('supervisor') };
    this.unitOfWork = new UnitOfWork(source, () => this.now(), this.vault);
    this.factCourier = new FactCourier({
      client,
      unitOfWork: this.unitOfWork,
      taskQueue: this.taskQueue,
      onFailure: (e) => this.failures.push(e),
    });
    this.courier = this.factCourier.dispatch;
    this.casework = new Casework({
      unitOfWork: this.unitOfWork,
      policies,
      courier: (rows) => this.courier(rows),
    });
  }

  /** What could not be delivered; a spec that expects none looks here. */
  readonly failures: unknown[] = [];

  static async open(options: BenchOptions = {}): Promise<CaseworkBench> {
    const { cachedWorkflows = 100, clientInterceptors = [], policies = getPolicy } = options;
    quietRuntime();
    const environment = await startEnvironment();
    const database = await createTestDatabase();
    const source = await createDataSource({ url: database.appUrl, applicationName: 'saphan-bench' }).initialize();
    await registerSearchAttributes(environment.connection);
    const client = new Client({
      connection: environment.connection,
      dataConverter: dataConverterOf(testVault()),
      interceptors: { workflow: [...clientInterceptors] },
    });
    const bench = new CaseworkBench(environment, client, database, source, cachedWorkflows, policies);
    await bench.openAccounts();
    await bench.startWorker();
    return bench;
  }

  private async openAccounts(): Promise<void> {
    const owner = new pg.Client({ connectionString: this.database.ownerUrl });
    await owner.connect();
    try {
      for (const { accountId, username, displayName, agency, province, roles } of Object.values(this.people)) {
        await owner.query(
          `insert into accounts (id, username, display_name, password_hash, agency, province, roles)
           values ($1, $2, $3, '', $4, $5, $6)`,
          [accountId, username, displayName, agency, province, roles],
        );
      }
    } finally {
      await owner.end();
    }
  }

  /** Does nothing when one is there. */
  async startWorker(): Promise<void> {
    if (this.worker !== null) return;
    const worker = await Worker.create({
      connection: this.environment.nativeConnection,
      taskQueue: this.taskQueue,
      workflowBundle: await sharedWorkflowBundle(),
      activities: this.activities(),
      dataConverter: dataConverterOf(this.vault),
      maxCachedWorkflows: this.cachedWorkflows,
      shutdownForceTime: '5 seconds',
    });
    this.worker = { worker, ended: worker.run() };
  }

  async stopWorker(): Promise<void> {
    this.worker?.worker.shutdown();
    await this.worker?.ended;
    this.worker = null;
  }

  /** The real activities; each tells which run asked, because the test server lists no runs. */
  private activities(): ProcessActivities & CaseActivities {
    const service = new ProcessActivitiesService(this.casework);
    const noted = <A extends unknown[], R>(activity: (...args: A) => Promise<R>) => {
      return (...args: A): Promise<R> => {
        const execution = Context.current().info.workflowExecution;
        if (execution) this.runs.set(execution.runId, execution);
        return activity(...args);
      };
    };
    return {
      loadProcess: noted((workflowId: string) => service.loadProcess(workflowId)),
      loadCase: noted((caseId: string) => service.loadCase(caseId)),
      enterStage: noted((move: Parameters<CaseActivities['enterStage']>[0]) => service.enterStage(move)),
      startTracks: noted((caseId: string) => service.startTracks(caseId)),
      commitDueClocks: noted((due: Parameters<ProcessActivities['commitDueClocks']>[0]) =>
        service.commitDueClocks(due),
      ),
      openTasks: noted((tasks: Parameters<ProcessActivities['openTasks']>[0]) => service.openTasks(tasks)),
      reportToCase: noted((report: Parameters<ProcessActivities['reportToCase']>[0]) => service.reportToCase(report)),
    };
  }

  /** Starts a process's workflow as `npm run rebuild-workflows` does: with nothing but its id. */
  async revive(workflowId: string, workflowType: string): Promise<void> {
    await this.client.workflow.start(workflowType, { workflowId, taskQueue: this.taskQueue, args: [{}] });
  }

  async now(): Promise<Instant> {
    return instantOf(await this.environment.currentTimeMs());
  }

  /** A moment before now, for what is typed later than it happened. */
  async ago(hours: number): Promise<Instant> {
    return instantOf((await this.environment.currentTimeMs()) - hours * 3_600_000);
  }

  async sleep(duration: IsoDuration): Promise<void> {
    const now = await this.now();
    await this.environment.sleep(Date.parse(plus(now, duration)) - Date.parse(now));
  }

  /**
   * Lets time pass although a workflow task waits for a worker that is not there. The test server holds the time still
   * for such a task, so its one lock is taken away and given back; for a bench with a single workflow.
   */
  async sleepWithoutWorkers(duration: IsoDuration): Promise<void> {
    const started = await this.environment.currentTimeMs();
    const until = Date.parse(plus(instantOf(started), duration));
    const { testService } = this.environment.connection as Connection & { testService: TestService };
    await testService.unlockTimeSkipping({});
    // The time now jumps to the first timer, whose task holds it again.
    const jumped = () => this.environment.currentTimeMs().then((now) => now - started > 60_000);
    while (!(await jumped())) await new Promise((resolve) => setTimeout(resolve, 20));
    await this.environment.sleep(until - (await this.environment.currentTimeMs()));
    await testService.lockTimeSkipping({});
  }

  /** A report of one person: a Thai woman, unless said otherwise. */
  async report(
    person: Partial<ReportedPersonDto> = {},
    report: Partial<ReportDto> = {},
    { settle = true }: { readonly settle?: boolean } = {},
  ): Promise<PlayedCase> {
    const { cases } = await new ReportsService(this.casework).create(
      this.people.social,
      {
        channel: 'police',
        province: '12',
        happenedAt: await this.now(),
        dangerNow: false,
        reporterConsents: true,
        persons: [{ nationality: 'TH', language: 'th', ageStatement: 'adult', homeProvince: '71', ...person }],
        ...report,
      },
      null,
    );
    const played = new PlayedCase(this, cases[0]?.id ?? '');
    if (settle) await played.settle();
    return played;
  }

  /**
   * Waits until no workflow task is pending. Read from the history and not asked by a query: the test server never
   * answers one that meets a run which is just continuing as new.
   */
  async settleWorkflow(workflowId: string, deadline: number): Promise<void> {
    for (;;) {
      const events = await this.eventsOf(workflowId);
      const count = (kind: keyof (typeof events)[number]) =>
        events.filter((event) => (event[kind] ?? undefined) !== undefined).length;
      const ended =
        count('workflowTaskCompletedEventAttributes') +
        count('workflowTaskFailedEventAttributes') +
        count('workflowTaskTimedOutEventAttributes');
      if (count('workflowTaskScheduledEventAttributes') === ended) return;
      if (Date.now() > deadline) {
        const failures = events.flatMap((event) => event.workflowTaskFailedEventAttributes?.failure?.message ?? []);
        throw new Error(`${workflowId} does not settle: ${failures.at(-1) ?? 'its workflow task is not done'}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** The events of a workflow's latest run; none when there is no such workflow. */
  private async eventsOf(workflowId: string) {
    try {
      return (await this.client.workflow.getHandle(workflowId).fetchHistory()).events ?? [];
    } catch (failure) {
      if (failure instanceof WorkflowNotFoundError) return [];
      throw failure;
    }
  }

  async query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.unitOfWork.run(systemSubject('migration'), (tx) => tx.query<Row>(sql, params));
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.factCourier.settle();
    await this.source.destroy();
    await this.environment.teardown();
    await this.database.drop();
  }
}

let runtimeIsQuiet = false;

/** One runtime for a test worker; without it the SDK tells every step. */
export function quietRuntime(): void {
  if (!runtimeIsQuiet) {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
      shutdownSignals: [],
    });
  }
  runtimeIsQuiet = true;
}

/** The test server takes new attributes but cannot list them. */
async function registerSearchAttributes(connection: ConnectionLike): Promise<void> {
  const keyword = 2;
  const searchAttributes = Object.fromEntries([STAGE, PROVINCE, POLICY].map(({ name }) => [name, keyword]));
  await (connection as Connection).operatorService.addSearchAttributes({ namespace: 'default', searchAttributes });
}

/** The SDK gives the server's Java five seconds to start, which a busy machine does not always keep. */
async function startEnvironment(tries = 3): Promise<TestWorkflowEnvironment> {
  try {
    return await createTimeSkippingEnvironment();
  } catch (failure) {
    if (tries === 1) throw failure;
    return startEnvironment(tries - 1);
  }
}
