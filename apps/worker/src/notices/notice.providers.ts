import type { Provider } from '@nestjs/common';
import { addressRulesFrom } from '#notices/public-address.js';
import { DutyReminder } from './duty-reminder.service.js';
import { Escalator } from './escalator.service.js';
import { MAIL_OPTIONS, Mailer, mailOptionsFrom } from './mailer.service.js';
import { ReadingWatch } from './reading-watch.service.js';
import { WEBHOOK_OPTIONS, WebhookSender } from './webhook-sender.service.js';

export function noticeProviders(env: NodeJS.ProcessEnv = process.env): Provider[] {
  const mail = mailOptionsFrom(env);
  return [
    { provide: MAIL_OPTIONS, useValue: mail },
    { provide: WEBHOOK_OPTIONS, useValue: { ...addressRulesFrom(env), publicUrl: mail.publicUrl } },
    DutyReminder,
    Escalator,
    Mailer,
    ReadingWatch,
    WebhookSender,
  ];
}
