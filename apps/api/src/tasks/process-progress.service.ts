import { Inject, Injectable } from '@nestjs/common';
import { Client } from '@temporalio/client';
import type { ProcessSummary } from '#workflows/kit/process.messages.js';

export interface ToldFact {
  readonly workflowId: string;
  readonly seq: number;
}

const ASK_AGAIN_MS = 25;

/** Waits, for a caller that asks to, until a workflow has read a fact and waits for the next. */
@Injectable()
export class ProcessProgress {
  constructor(@Inject(Client) private readonly client: Client) {}

  /** Returns when it has, when the process has ended, or when the time is over: the fact is safe in any case. */
  async waitUntilRead({ workflowId, seq }: ToldFact, seconds: number): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (Date.now() < deadline) {
      if (await this.hasRead(workflowId, seq, deadline)) return;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }

  private async hasRead(workflowId: string, seq: number, deadline: number): Promise<boolean> {
    try {
      return await this.client.withDeadline(deadline, async () => {
        const handle = this.client.workflow.getHandle(workflowId);
        const { lastSeq, waitsFor } = await handle.query<ProcessSummary>('processSummary');
        if (lastSeq < seq) return false;
        return waitsFor !== null || (await handle.describe()).status.name !== 'RUNNING';
      });
    } catch {
      // Not started yet, between two runs, or Temporal is away: asked again until the time is over.
      return false;
    }
  }
}
