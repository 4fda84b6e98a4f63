import { setTimeout as setTimeoutPromise } from 'node:timers/promises';

const LAST_STEP_LIMIT_MS = 30_000;

/** Holds clients between two of their steps, so that rounds of product and reference can take turns. */
export class Gate {
  private open = false;
  private waiting: (() => void)[] = [];
  private readonly underWay = new Set<Promise<unknown>>();

  /** Runs one step while the gate is open, and waits for it otherwise. */
  async step<T>(work: () => Promise<T>): Promise<T> {
    while (!this.open) await new Promise<void>((resolve) => this.waiting.push(resolve));
    const step = work();
    this.underWay.add(step);
    try {
      return await step;
    } finally {
      this.underWay.delete(step);
    }
  }

  /** Lets everybody work for so long and returns when the last step that began has ended, with the time it took. */
  async openFor(milliseconds: number): Promise<number> {
    const started = performance.now();
    this.open = true;
    this.waiting.splice(0).forEach((go) => go());
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    this.open = false;
    const ended = Promise.allSettled([...this.underWay]);
    const patience = setTimeoutPromise(LAST_STEP_LIMIT_MS, 'hanging', { ref: false });
    if ((await Promise.race([ended, patience])) === 'hanging') {
      throw new Error(`${this.underWay.size} steps have had no answer for ${LAST_STEP_LIMIT_MS / 1000} s`);
    }
    return performance.now() - started;
  }
}
