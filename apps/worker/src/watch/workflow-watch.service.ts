import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { CaseFaultKind } from '#domain/case-faults.js';
import { clearFault, noteFault } from '#persistence/case-file/case-faults.js';
import { Casework } from '#persistence/casework.js';
import { WATCHER } from '#persistence/rows.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { workflowHealth, type WorkflowHealth } from '#temporal/workflow-health.js';
import { Rounds } from '../rounds.js';

const EVERY_MS = 2_000;
/** A workflow fails when something happens to it, never by itself: what was told lately is looked at once, a little later. */
const AFTER_MS = 4_000;
const LATELY_MS = 180_000;
const DESCRIBED_A_ROUND = 60;
const AT_ONCE = 6;
/** The relay has tried for this long. */
const UNDELIVERED_MS = 45_000;

interface Candidate {
  readonly workflowId: string;
  readonly caseId: string;
  /** When something last happened to it. */
  readonly toldAt: string;
  readonly failing: boolean;
}

const CANDIDATES_SQL = `
  with told as (
    select workflow_id, max(delivered_at) as at from outbox
    where delivered_at between now() - make_interval(secs => $1) and now() - make_interval(secs => $2)
    group by workflow_id
    union all
    select k.workflow_id, max(e.fired_at) from clock_events e join clocks k on k.id = e.clock_id
    where e.fired_at between now() - make_interval(secs => $1) and now() - make_interval(secs => $2)
    group by k.workflow_id),
  faulty as (
    select workflow_id, max(since) as at from case_faults
    where cleared_at is null and kind in ('workflow-task-failing', 'workflow-missing') group by workflow_id)
  select p.workflow_id as "workflowId", p.case_id as "caseId", max(x.at)::text as "toldAt", bool_or(x.failing) as failing
  from (select workflow_id, at, false as failing from told union all select workflow_id, at, true from faulty) x
  join processes p on p.workflow_id = x.workflow_id and (p.state = 'running' or x.failing)
  group by p.workflow_id, p.case_id order by bool_or(x.failing) desc, max(x.at)`;

const UNDELIVERED_SQL = `
  select f.case_id as "caseId", f.workflow_id as "workflowId", false as late from case_faults f
  where f.kind = 'fact-undelivered' and f.cleared_at is null
    and not exists (select from outbox o where o.workflow_id = f.workflow_id and o.delivered_at is null)
  union all
  select distinct o.case_id, o.workflow_id, true from outbox o
  where o.delivered_at is null and o.created_at < now() - make_interval(secs => $1)
    and not exists (select from case_faults f where f.workflow_id = o.workflow_id and f.kind = 'fact-undelivered'
      and f.cleared_at is null)
  limit 200`;

/**
 * Sees through the process engine's own API which workflows cannot go on: their tasks fail, or kill their worker, or
 * they are gone. Every worker watches; what is noted twice is one fault.
 */
@Injectable()
export class WorkflowWatch implements OnApplicationShutdown {
  private readonly rounds: Rounds;
  /** Of each workflow that was found well: what had last been told to it then. */
  private readonly well = new Map<string, string>();

  constructor(
    @Inject(Client) private readonly client: Client,
    @Inject(Casework) private readonly casework: Casework,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Rounds(EVERY_MS, () => this.look(), { logger, message: 'the watch of workflows failed' });
  }

  start(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** One round. */
  async look(): Promise<void> {
    await this.lookForUndelivered();
    const candidates = await this.casework.unitOfWork.read(WATCHER, (tx) =>
      tx.query<Candidate>(CANDIDATES_SQL, [LATELY_MS / 1000, AFTER_MS / 1000]),
    );
    const known = new Set(candidates.map(({ workflowId }) => workflowId));
    for (const workflowId of this.well.keys()) if (!known.has(workflowId)) this.well.delete(workflowId);
    const queue = candidates
      .filter(({ workflowId, toldAt, failing }) => failing || this.well.get(workflowId) !== toldAt)
      .slice(0, DESCRIBED_A_ROUND);
    const next = async (): Promise<void> => {
      for (let one = queue.shift(); one !== undefined && !this.rounds.isStopped; one = queue.shift())
        await this.lookAt(one);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  private async lookAt(candidate: Candidate): Promise<void> {
    const { workflowId, toldAt } = candidate;
    const health = await workflowHealth(this.client, workflowId);
    if (health.state === 'working') {
      this.well.set(workflowId, toldAt);
      if (candidate.failing) await this.clear(candidate, ['workflow-task-failing', 'workflow-missing']);
      return;
    }
    if (health.state === 'waiting-for-worker') return;
    await this.note(candidate, health);
  }

  private async note({ caseId, workflowId, failing }: Candidate, health: WorkflowHealth): Promise<void> {
    if (health.state === 'missing') {
      // A process that has just ended takes its workflow along.
      const isRunning = await this.isRunning(workflowId);
      if (!isRunning && failing) await this.clear({ workflowId }, ['workflow-task-failing', 'workflow-missing']);
      if (!isRunning) return;
    }
    const kind = health.state === 'missing' ? 'workflow-missing' : 'workflow-task-failing';
    await this.casework.unitOfWork.run(WATCHER, (tx) => noteFault(tx, { caseId, kind, workflowId }));
    if (!failing) this.logger.error({ workflowId, kind }, 'a workflow cannot go on');
  }

  private async isRunning(workflowId: string): Promise<boolean> {
    const rows = await this.casework.unitOfWork.read(WATCHER, (tx) =>
      tx.query(`select 1 from processes where workflow_id = $1 and state = 'running'`, [workflowId]),
    );
    return rows.length > 0;
  }

  private clear({ workflowId }: Pick<Candidate, 'workflowId'>, kinds: readonly CaseFaultKind[]): Promise<void> {
    return this.casework.change('process', workflowId, WATCHER, (file) => {
      for (const kind of kinds) clearFault(file, kind, workflowId);
    });
  }

  private async lookForUndelivered(): Promise<void> {
    const rows = await this.casework.unitOfWork.read(WATCHER, (tx) =>
      tx.query<{ caseId: string; workflowId: string; late: boolean }>(UNDELIVERED_SQL, [UNDELIVERED_MS / 1000]),
    );
    for (const { caseId, workflowId, late } of rows) {
      if (!late) await this.clear({ workflowId }, ['fact-undelivered']);
      else {
        const fault = { caseId, workflowId, kind: 'fact-undelivered' as const };
        await this.casework.unitOfWork.run(WATCHER, (tx) => noteFault(tx, fault));
      }
    }
  }
}
