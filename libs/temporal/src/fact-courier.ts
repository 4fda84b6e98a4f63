import type { Client } from '@temporalio/client';
import { parseProcessId } from '#domain/facts.js';
import { systemSubject } from '#domain/subject.js';
import type { OutboxRow } from '#persistence/rows.js';
import type { UnitOfWork } from '#persistence/unit-of-work.js';
import { DEFAULT_TASK_QUEUE, FACT_SIGNAL, WORKFLOW_TYPES } from './process-types.js';
import { PROVINCE, POLICY, STAGE } from './search-attributes.js';

export interface CourierOptions {
  readonly client: Client;
  readonly unitOfWork: UnitOfWork;
  readonly taskQueue?: string;
  /** Told what could not be delivered; the relay tries again. */
  readonly onFailure?: (failure: unknown) => void;
}

/** Marks of delivery are written together; a crash before that only sends again what the workflow then ignores. */
const MARK_EVERY_MS = 50;
/** One delivery that hangs must not hold up the case's next fact for long; the relay comes back. */
const DELIVERY_TIMEOUT_MS = 5_000;

/**
 * Brings committed facts to their workflows: at least once, in sequence per workflow. `signalWithStart` starts a
 * workflow that is new, ended or lost; a started one takes up from the record.
 */
export class FactCourier {
  private readonly inFlight = new Map<string, Promise<void>>();
  private readonly delivered: OutboxRow[] = [];
  private marking: Promise<void> | null = null;

  constructor(private readonly options: CourierOptions) {}

  /** The fast path, after the commit. Never throws: what fails stays in the outbox for the relay. */
  readonly dispatch = (rows: readonly OutboxRow[]): void => {
    for (const row of rows) {
      const previous = this.inFlight.get(row.workflowId) ?? Promise.resolve();
      const next = previous
        .then(() => this.deliver(row, row.fact.seq === 1))
        .catch((failure: unknown) => this.options.onFailure?.(failure));
      this.inFlight.set(row.workflowId, next);
      void next.then(() => {
        if (this.inFlight.get(row.workflowId) === next) this.inFlight.delete(row.workflowId);
      });
    }
  };

  /**
   * Delivers one fact and notes it; throws when Temporal does not take it. Only the first delivery of a first fact may
   * start a workflow as `fresh`; a repeated one could meet a process that has ended since, and loads the record.
   */
  async deliver(row: OutboxRow, fresh = false): Promise<void> {
    const { client, taskQueue = DEFAULT_TASK_QUEUE } = this.options;
    const process = parseProcessId(row.workflowId);
    if (process === null) throw new Error(`Not a process: ${row.workflowId}`);
    await client.withDeadline(Date.now() + DELIVERY_TIMEOUT_MS, () =>
      client.workflow.signalWithStart(WORKFLOW_TYPES[process.kind], {
        workflowId: row.workflowId,
        taskQueue,
        args: [{ fresh }],
        signal: FACT_SIGNAL,
        signalArgs: [row.fact],
        ...(process.kind === 'case' ? this.attributes(row) : {}),
      }),
    );
    this.delivered.push(row);
    this.marking ??= this.markSoon();
  }

  /** What a list of workflows may show of a case: codes, never a person. */
  private attributes({ stage, province, policy }: OutboxRow) {
    return {
      typedSearchAttributes: [
        { key: STAGE, value: stage },
        { key: PROVINCE, value: province },
        { key: POLICY, value: policy },
      ],
    };
  }

  private async markSoon(): Promise<void> {
    while (this.delivered.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, MARK_EVERY_MS));
      await this.mark(this.delivered.splice(0)).catch((failure: unknown) => this.options.onFailure?.(failure));
    }
    // Only now: whoever settles waits for the marks themselves, not just for their turn.
    this.marking = null;
  }

  private async mark(rows: readonly OutboxRow[]): Promise<void> {
    await this.options.unitOfWork.run(systemSubject('courier'), (tx) =>
      tx.query(
        `update outbox o set delivered_at = now() from unnest($1::text[], $2::int[]) as r(workflow_id, seq)
         where o.workflow_id = r.workflow_id and o.seq = r.seq and o.delivered_at is null`,
        [rows.map(({ workflowId }) => workflowId), rows.map(({ fact }) => fact.seq)],
      ),
    );
  }

  /** Waits until everything handed over so far has been delivered or has failed, and is marked. */
  async settle(): Promise<void> {
    while (this.inFlight.size > 0) await Promise.all(this.inFlight.values());
    await this.marking;
  }
}
