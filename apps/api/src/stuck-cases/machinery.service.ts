import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { DomainError } from '#domain/errors.js';
import { describeFailure } from '#observability/logger.js';
import type { CaseFile } from '#persistence/case-file/case-file.js';
import { clearFault } from '#persistence/case-file/case-faults.js';
import { Casework } from '#persistence/casework.js';
import { LOGGER, taskQueueFrom } from '#temporal/casework.providers.js';
import { endStray, restartFromRecord, retryWorkflow, type RunningProcess } from '#temporal/revive-workflow.js';
import { requireRight } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { ReasonDto, RetryDto } from './dto/stuck-action.dto.js';
import { recordAction, requireAction } from './stuck-work.js';

const ENGINE_TIMEOUT_MS = 8_000;

/** What is done about the machinery of a case. The record is never touched by it: only its workflows are. */
@Injectable()
export class MachineryService {
  constructor(
    @Inject(Casework) private readonly casework: Casework,
    @Inject(Client) private readonly client: Client,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Tries a failing task or a missing workflow again, now. */
  retry(me: SignedIn, caseId: string, { reason, workflowId }: RetryDto, header: IdempotencyHeader | null) {
    requireAction(me, 'retry');
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, 'stuck.repair', 'case-not-found');
      const process = runningProcessOf(file, workflowId ?? file.caseProcessId);
      const receipt = recordAction(file, 'retry', process.workflowId, reason);
      // Within the transaction: what the engine did not take is not written down as done. Done twice, it harms nothing.
      await this.atEngine(() => retryWorkflow(this.client, process, taskQueueFrom(globalThis.process.env)));
      return { result: { ...receipt, workflowId: process.workflowId }, told: await file.flush(tx) };
    });
  }

  /** Asks that the case's processes start again from the record; another person decides. */
  requestReset(me: SignedIn, caseId: string, { reason }: ReasonDto, header: IdempotencyHeader | null) {
    requireAction(me, 'request-reset');
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, 'stuck.repair', 'case-not-found');
      const receipt = recordAction(file, 'request-reset', file.id, reason);
      const approvalId = randomUUID();
      file.writes.insert('approvals', {
        id: approvalId,
        kind: 'reset-case',
        case_id: caseId,
        payload: {},
        reason: null,
        requested_by: me.accountId,
        requested_at: file.now,
      });
      return { result: { ...receipt, approvalId, state: 'requested' }, told: await file.flush(tx) };
    });
  }

  /** The approved reset: the case's workflows are what the record says, begun anew at its last good point; strays are ended. */
  async reset(file: CaseFile): Promise<readonly string[]> {
    const running = file.contents.processes.filter(({ state }) => state === 'running');
    for (const { workflowId } of running) {
      const process = runningProcessOf(file, workflowId);
      await this.atEngine(() => restartFromRecord(this.client, process, taskQueueFrom(globalThis.process.env)));
      clearFault(file, 'workflow-task-failing', workflowId);
      clearFault(file, 'workflow-missing', workflowId);
      clearFault(file, 'clock-unseen-by-workflow', workflowId);
      clearFault(file, 'workflow-not-answering', workflowId);
      clearFault(file, 'record-behind-workflow', workflowId);
    }
    const strays = file.contents.faults.flatMap(({ kind, workflowId }) =>
      kind === 'workflow-stray' && workflowId !== null ? [workflowId] : [],
    );
    for (const workflowId of strays) {
      const isOfRecord = running.some((process) => process.workflowId === workflowId);
      if (!isOfRecord) await this.atEngine(() => endStray(this.client, workflowId));
      clearFault(file, 'workflow-stray', workflowId);
    }
    file.timeline('workflow-rebuilt', {}, file.now);
    return [...new Set([...running.map(({ workflowId }) => workflowId), ...strays])];
  }

  private async atEngine(work: () => Promise<void>): Promise<void> {
    try {
      await this.client.withDeadline(Date.now() + ENGINE_TIMEOUT_MS, work);
    } catch (failure) {
      this.logger.error(describeFailure(failure), 'the process engine did not take a repair');
      throw new DomainError('service-unavailable');
    }
  }
}

function runningProcessOf(file: CaseFile, workflowId: string): RunningProcess {
  const found = file.contents.processes.find((process) => process.workflowId === workflowId);
  if (found?.state !== 'running') {
    throw new DomainError('stuck-cause-not-found', [{ path: '/workflowId', code: 'stuck-cause-not-found' }]);
  }
  const { stage, province, policy_version: policy } = file.row;
  return { workflowId, stage, province, policy };
}
