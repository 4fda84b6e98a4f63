import type { Logger } from 'pino';
import { describeFailure } from '#observability/logger.js';

/** Does its work again and again with a pause between, until stopped; a round that fails is told and tried again. */
export class Rounds {
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly everyMs: number,
    private readonly round: () => Promise<unknown>,
    /** What is said of a round that failed, and where. */
    private readonly onFailure: { readonly logger: Logger; readonly message: string },
  ) {}

  start(): void {
    const { logger, message } = this.onFailure;
    this.timer = setTimeout(() => {
      this.underWay = this.round()
        .catch((failure: unknown) => logger.warn(describeFailure(failure), message))
        .then(() => {
          if (!this.stopped) this.start();
        });
    }, this.everyMs);
  }

  get hasStarted(): boolean {
    return this.timer !== null;
  }

  /** A long round ends early when this becomes true. */
  get isStopped(): boolean {
    return this.stopped;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.underWay;
  }
}
