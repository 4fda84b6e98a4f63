import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import { mailOf } from '#notices/mail.js';
import { describeFailure } from '#observability/logger.js';
import { claimEmails, settleFailed, settleSent, type EmailDelivery } from '#persistence/notices/deliveries.js';
import { NOTIFIER } from '#persistence/rows.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { Rounds } from '../rounds.js';

export interface MailOptions {
  /** `smtp://…` or `smtps://…`; without one no e-mail is sent. */
  readonly smtpUrl: string | undefined;
  readonly from: string;
  readonly publicUrl: string;
}
export const MAIL_OPTIONS = Symbol('MailOptions');

export function mailOptionsFrom(env: NodeJS.ProcessEnv): MailOptions {
  return {
    smtpUrl: env.SAPHAN_SMTP_URL,
    from: env.SAPHAN_MAIL_FROM ?? 'saphan@localhost',
    publicUrl: env.SAPHAN_PUBLIC_URL ?? 'http://127.0.0.1',
  };
}

const EVERY_MS = 1_000;
const BATCH = 50;

/** Sends what stands in the outbox of e-mails; digests of one person go as one. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly rounds: Rounds;
  private readonly transport: Transporter | null;

  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(MAIL_OPTIONS) private readonly options: MailOptions,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.transport = options.smtpUrl === undefined ? null : createTransport(options.smtpUrl);
    this.rounds = new Rounds(EVERY_MS, () => this.send(), { logger, message: 'sending e-mails failed' });
  }

  start(): void {
    if (this.transport === null) this.logger.info('SAPHAN_SMTP_URL is not set: notices are shown, not mailed');
    else this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    this.transport?.close();
  }

  /** One round; returns how many e-mails went out. */
  async send(): Promise<number> {
    const claimed = await this.unitOfWork.run(NOTIFIER, (tx) => claimEmails(tx, BATCH));
    const digests = Map.groupBy(
      claimed.filter(({ digest }) => digest),
      ({ recipientId }) => recipientId,
    );
    const mails = [...claimed.filter(({ digest }) => !digest).map((one) => [one]), ...digests.values()];
    let sent = 0;
    for (const deliveries of mails) if (await this.sendOne(deliveries)) sent += 1;
    return sent;
  }

  private async sendOne(deliveries: readonly EmailDelivery[]): Promise<boolean> {
    const ids = deliveries.map(({ id }) => id);
    const [first] = deliveries;
    if (this.transport === null || first === undefined) return false;
    try {
      const { subject, text } = mailOf(deliveries, this.options.publicUrl);
      await this.transport.sendMail({
        from: this.options.from,
        to: first.email,
        subject,
        text,
        // After a crash between sending and noting it, a mail server can tell the second from a new one.
        messageId: `<${first.id}@saphan>`,
        ...(deliveries.some(({ urgent }) => urgent) ? { priority: 'high' as const } : {}),
      });
    } catch (failure) {
      this.logger.warn({ ...describeFailure(failure), deliveries: ids }, 'e-mail not sent; it is tried again');
      await this.unitOfWork.run(NOTIFIER, (tx) => settleFailed(tx, ids, 'smtp-failed'));
      return false;
    }
    await this.unitOfWork.run(NOTIFIER, (tx) => settleSent(tx, ids));
    return true;
  }
}
