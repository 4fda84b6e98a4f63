import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type { AddressRules } from '#notices/public-address.js';
import { callWebhook } from '#notices/webhook-call.js';
import { claimWebhooks, settleFailed, settleSent, type WebhookDelivery } from '#persistence/notices/deliveries.js';
import { NOTIFIER } from '#persistence/rows.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

export interface WebhookOptions extends AddressRules {
  readonly publicUrl: string;
}
export const WEBHOOK_OPTIONS = Symbol('WebhookOptions');

const EVERY_MS = 1_000;
const BATCH = 32;

/** Calls the receivers of webhooks, of one case in order; what fails is tried again after a longer while each time. */
@Injectable()
export class WebhookSender implements OnApplicationShutdown {
  private readonly rounds: Rounds;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.rounds = new Rounds(EVERY_MS, () => this.send(), { logger, message: 'calling webhooks failed' });
  }

  start(): void {
    this.rounds.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** Goes on until nothing can be sent now; returns how many calls were taken. */
  async send(): Promise<number> {
    for (let taken = 0; ;) {
      const claimed = await this.unitOfWork.run(NOTIFIER, (tx) => claimWebhooks(tx, BATCH));
      const results = await Promise.all(claimed.map((delivery) => this.sendOne(delivery)));
      taken += results.filter(Boolean).length;
      if (claimed.length === 0) return taken;
    }
  }

  private async sendOne({ id, url, secret, payload, createdAt }: WebhookDelivery): Promise<boolean> {
    const { type, caseId, ...facts } = payload;
    const link = `${this.options.publicUrl}/cases/${String(caseId)}`;
    const event = { type, timestamp: createdAt, data: { ...facts, link } };
    const failure = await callWebhook({ id, url, secret, payload: event }, this.options);
    if (failure === null) {
      await this.unitOfWork.run(NOTIFIER, (tx) => settleSent(tx, [id]));
      return true;
    }
    this.logger.warn({ delivery: id, failure }, 'webhook not taken; it is tried again');
    await this.unitOfWork.run(NOTIFIER, (tx) => settleFailed(tx, [id], failure));
    return false;
  }
}
