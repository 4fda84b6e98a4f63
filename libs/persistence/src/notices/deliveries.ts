import type { NoticeKind, NoticeParams } from '#domain/texts/notice-texts.js';
import { openSecret, secretSql, type HeldSecret } from '../shared-secrets.js';
import type { Tx } from '../unit-of-work.js';

/** Standard Webhooks' own schedule, in seconds; then a person must look at it. */
export const RETRY_AFTER_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
/** How long a claimed delivery is left to its sender before another may try. */
const CLAIM_SECONDS = 60;

export interface EmailDelivery {
  readonly id: string;
  readonly recipientId: string;
  readonly email: string;
  readonly digest: boolean;
  readonly urgent: boolean;
  readonly kind: NoticeKind;
  readonly params: NoticeParams;
  readonly caseId: string | null;
  readonly attempts: number;
}

export interface WebhookDelivery {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly attempts: number;
}

type ClaimedWebhook = Omit<WebhookDelivery, 'secret'> & HeldSecret & { readonly webhookId: string };

/** What nobody needs to be told any more: its clock was answered, or moved, while it waited. */
const WITHDRAW_SQL = `update notice_deliveries d set state = 'withdrawn', settled_at = clock_timestamp()
  from clocks k where d.state = 'pending' and d.channel = $1 and d.not_before <= clock_timestamp() and k.id = d.clock_id
  and (k.stopped_at is not null or split_part(d.topic, ':', 3)::int <> k.revision
    or (split_part(d.topic, ':', 4) in ('50', '75', '90') and k.state <> 'running'))`;

const CLAIM_EMAIL_SQL = `with claimed as (
    update notice_deliveries set attempts = attempts + 1,
      not_before = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS})
    where id in (select id from notice_deliveries where channel = 'email' and state = 'pending'
      and not_before <= clock_timestamp() order by position limit $1 for update skip locked)
    returning id, position, recipient_id, notice_id, digest, attempts)
  select c.id, c.recipient_id as "recipientId", a.email, c.digest, n.urgent, n.kind, n.params, n.case_id as "caseId",
    c.attempts
  from claimed c join notices n on n.id = c.notice_id join notice_addresses a on a.account_id = c.recipient_id
  order by c.position`;

/** Of one case a receiver is told in order: what comes later waits until the earlier one is settled. */
const CLAIM_WEBHOOK_SQL = `with claimed as (
    update notice_deliveries set attempts = attempts + 1,
      not_before = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS})
    where id in (select d.id from notice_deliveries d where d.channel = 'webhook' and d.state = 'pending'
      and d.not_before <= clock_timestamp() and not exists (
        select from notice_deliveries e where e.webhook_id = d.webhook_id and e.case_id = d.case_id
        and e.state = 'pending' and e.position < d.position)
      order by d.position limit $1 for update skip locked)
    returning id, position, webhook_id, payload, attempts, created_at)
  select c.id, w.id as "webhookId", w.url, ${secretSql('webhook', 'w')}, c.payload, c.attempts, c.created_at as "createdAt"
  from claimed c join webhooks w on w.id = c.webhook_id order by c.position`;

export async function claimEmails(tx: Tx, limit: number): Promise<readonly EmailDelivery[]> {
  await tx.query(WITHDRAW_SQL, ['email']);
  return tx.query<EmailDelivery>(CLAIM_EMAIL_SQL, [limit]);
}

export async function claimWebhooks(tx: Tx, limit: number): Promise<readonly WebhookDelivery[]> {
  await tx.query(WITHDRAW_SQL, ['webhook']);
  const claimed = await tx.query<ClaimedWebhook>(CLAIM_WEBHOOK_SQL, [limit]);
  return Promise.all(
    claimed.map(async ({ webhookId, secret, sealedSecret, dataKey, ...delivery }) => ({
      ...delivery,
      secret: await openSecret(tx, 'webhook', webhookId, { secret, sealedSecret, dataKey }),
    })),
  );
}

export async function settleSent(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(
    `update notice_deliveries set state = 'sent', settled_at = clock_timestamp(), last_failure = null
     where id = any ($1::uuid[]) and state = 'pending'`,
    [ids],
  );
}

/** Tried again later, each time after a longer while; after the last it is dead and shown. */
export async function settleFailed(tx: Tx, ids: readonly string[], failure: string): Promise<void> {
  await tx.query(
    `update notice_deliveries set last_failure = $2,
       state = case when attempts > cardinality($3::int[]) then 'dead' else 'pending' end,
       settled_at = case when attempts > cardinality($3::int[]) then clock_timestamp() end,
       not_before = clock_timestamp() + make_interval(secs => coalesce(($3::int[])[attempts], 0))
     where id = any ($1::uuid[]) and state = 'pending'`,
    [ids, failure, RETRY_AFTER_SECONDS],
  );
}
