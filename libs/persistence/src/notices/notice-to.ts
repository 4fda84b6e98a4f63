import { randomUUID } from 'node:crypto';
import { afterQuietHours, nextDigestAt, type NoticeRules } from '#domain/escalation.js';
import { durationMs } from '#domain/instant.js';
import type { NoticeKind, NoticeParams } from '#domain/texts/notice-texts.js';
import type { Tx } from '../unit-of-work.js';

export interface NoticeOrder {
  readonly recipientId: string;
  readonly kind: NoticeKind;
  /** What it is about: the same person is told of it once, whoever asks again. */
  readonly topic: string;
  readonly caseId: string | null;
  readonly clockId?: string | null;
  readonly params: NoticeParams;
  /** Never held back for a digest or for the night. */
  readonly urgent: boolean;
}

const NOTICE_SQL = `with asked as (
    select * from jsonb_to_recordset($1) as a (id uuid, recipient_id uuid, kind text, topic text, case_id uuid,
      clock_id uuid, params jsonb, urgent boolean)),
  written as (
    insert into notices (id, recipient_id, kind, topic, case_id, clock_id, params, urgent)
    select id, recipient_id, kind, topic, case_id, clock_id, params, urgent from asked
    on conflict on constraint notices_once_key do nothing
    returning id, recipient_id, topic, case_id, clock_id, urgent),
  placed as (
    select w.*, row_number() over (partition by w.recipient_id order by w.urgent desc, w.id) + (
        select count(*) from notice_deliveries d where d.channel = 'email' and d.recipient_id = w.recipient_id
        and not d.digest and d.created_at > clock_timestamp() - make_interval(secs => $3)) as place
    from written w join notice_addresses n on n.account_id = w.recipient_id),
  sent as (
    insert into notice_deliveries (id, channel, notice_id, recipient_id, case_id, clock_id, topic, digest, not_before)
    select gen_random_uuid(), 'email', id, recipient_id, case_id, clock_id, topic, not urgent and place > $2,
      case when urgent then $4::timestamptz when place > $2 then $6::timestamptz else $5::timestamptz end
    from placed)
  select recipient_id as "recipientId" from written`;

/**
 * Tells people something, each once for a topic: in the list of notices at once, by e-mail where she has given an
 * address. Within the caller's transaction, so that it is told exactly when it has happened. Returns whom it told.
 */
export async function noticeTo(tx: Tx, orders: readonly NoticeOrder[], rules: NoticeRules): Promise<readonly string[]> {
  if (orders.length === 0) return [];
  const [row] = await tx.query<{ now: string }>('select clock_timestamp() as now');
  const now = row?.now ?? '';
  const asked = orders.map(({ recipientId, kind, topic, caseId, clockId, params, urgent }) => ({
    id: randomUUID(),
    recipient_id: recipientId,
    kind,
    topic,
    case_id: caseId,
    clock_id: clockId ?? null,
    params,
    urgent,
  }));
  const { count, per } = rules.budget;
  const told = await tx.query<{ recipientId: string }>(NOTICE_SQL, [
    JSON.stringify(asked),
    count,
    durationMs(per) / 1000,
    now,
    afterQuietHours(rules, now),
    nextDigestAt(rules, now),
  ]);
  return told.map(({ recipientId }) => recipientId);
}
