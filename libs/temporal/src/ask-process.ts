import { isGrpcServiceError, ServiceError, WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { ClockSnapshot } from '#domain/clock.js';

/** What a running process says of itself: the facts it has read, the clocks it watches. */
export interface LiveProcess {
  readonly lastSeq: number;
  readonly clocks: readonly ClockSnapshot[];
}

const ANSWER_TIMEOUT_MS = 5_000;
/**
 * gRPC's codes for: permission denied, resource exhausted, unavailable, unauthenticated. The engine itself is away or
 * refuses us; no single workflow has anything to do with it.
 */
const OF_THE_ENGINE: readonly number[] = [7, 8, 14, 16];

/**
 * Asks a workflow how far it has come. `refused` when it cannot or will not say: no such query, a failure as the answer,
 * no answer in time, or one that is none; `gone` when it has just ended.
 */
export async function askProcess(client: Client, workflowId: string): Promise<LiveProcess | 'refused' | 'gone'> {
  try {
    const answer = await client.withDeadline(Date.now() + ANSWER_TIMEOUT_MS, () =>
      client.workflow.getHandle(workflowId).query<unknown>('processSummary'),
    );
    return isLiveProcess(answer) ? answer : 'refused';
  } catch (failure) {
    if (failure instanceof WorkflowNotFoundError) return 'gone';
    if (isOfTheEngine(failure)) throw failure;
    return 'refused';
  }
}

function isOfTheEngine(failure: unknown): boolean {
  const cause = failure instanceof ServiceError ? failure.cause : failure;
  return isGrpcServiceError(cause) && OF_THE_ENGINE.includes(cause.code);
}

function isLiveProcess(answer: unknown): answer is LiveProcess {
  if (typeof answer !== 'object' || answer === null) return false;
  const { lastSeq, clocks } = answer as Partial<Record<keyof LiveProcess, unknown>>;
  const isClock = (clock: unknown): boolean =>
    typeof clock === 'object' && clock !== null && typeof (clock as { id?: unknown }).id === 'string';
  return Number.isInteger(lastSeq) && Array.isArray(clocks) && clocks.every(isClock);
}
