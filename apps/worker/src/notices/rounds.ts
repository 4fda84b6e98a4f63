import type { Logger } from 'pino';
import { describeFailure } from '#observability/logger.js';

/** Does its work again and again with a pause between, until stopped; a round that fails is told and tried again. */
export class Rounds {
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly round: () => Promise<unknown>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.underWay = this.round()
        .catch((failure: unknown) => this.logger.warn(describeFailure(failure), `${this.name} failed`))
        .then(() => {
          if (!this.stopped) this.start();
        });
    }, this.everyMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.underWay;
  }
}
