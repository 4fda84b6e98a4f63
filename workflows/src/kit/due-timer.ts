import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * One timer for the next due instant. It is armed anew only for an earlier instant: a stopped clock leaves it running,
 * and firing for nothing costs less history than cancelling and starting at every fact.
 */
export class DueTimer {
  private armedFor: number | null = null;
  private scope: CancellationScope | null = null;
  private fired = false;

  arm(dueAtMs: number | null): void {
    if (dueAtMs === null || (this.armedFor !== null && this.armedFor <= dueAtMs)) return;
    this.scope?.cancel();
    const scope = new CancellationScope();
    this.scope = scope;
    this.armedFor = dueAtMs;
    scope
      .run(() => sleep(Math.max(1, dueAtMs - Date.now())))
      .then(() => {
        this.fired = true;
        this.armedFor = null;
      })
      .catch((failure: unknown) => {
        if (!isCancellation(failure)) throw failure;
      });
  }

  get hasFired(): boolean {
    return this.fired;
  }

  reset(): void {
    this.fired = false;
  }
}
