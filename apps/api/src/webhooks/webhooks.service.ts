import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { addressRulesFrom, RefusedAddressError, requirePublicReceiver } from '#notices/public-address.js';
import { Casework } from '#persistence/casework.js';
import { putSecretKey, sealSecret } from '#persistence/shared-secrets.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { DeliveryListQuery, WebhookDto } from './dto/webhook.dto.js';

interface DeliveryRow {
  readonly id: string;
  readonly createdAt: string;
}

const DEFAULT_LIMIT = 50;

@Injectable()
export class WebhooksService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  list(me: SignedIn) {
    return this.casework.unitOfWork.read(me, async (tx) => ({
      items: await tx.query<object>(
        `select w.id, w.url, w.province, w.created_at as "createdAt", w.disabled_at as "disabledAt",
           (select count(*)::int from notice_deliveries d where d.webhook_id = w.id and d.state = 'pending') as pending,
           (select count(*)::int from notice_deliveries d where d.webhook_id = w.id and d.state = 'dead') as dead
         from webhooks w order by w.created_at, w.id`,
      ),
    }));
  }

  async create(me: SignedIn, { url, province }: WebhookDto, header: IdempotencyHeader | null) {
    try {
      await requirePublicReceiver(url, addressRulesFrom(process.env));
    } catch (failure) {
      if (!(failure instanceof RefusedAddressError)) throw failure;
      throw new DomainError(failure.code, [{ path: '/url', code: failure.code }]);
    }
    const created = { id: randomUUID(), url, province: province ?? null };
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const stored = await once(this.casework, me, header, async (tx) => {
      const made = await sealSecret(tx, 'webhook', created.id, secret);
      await tx.query(
        'insert into webhooks (id, url, sealed_secret, province, created_by) values ($1, $2, $3, $4, $5)',
        [created.id, created.url, made.sealed, created.province, me.accountId],
      );
      await putSecretKey(tx, 'webhook', created.id, made);
      // What is remembered for a repeated request has no secret in it.
      return { result: created, told: [] };
    });
    return { ...stored, ...(stored.id === created.id ? { secret } : {}) };
  }

  async disable(me: SignedIn, id: string): Promise<void> {
    await this.casework.unitOfWork.run(me, async (tx) => {
      const [row] = await tx.query<object>(
        'update webhooks set disabled_at = coalesce(disabled_at, clock_timestamp()) where id = $1 returning id',
        [id],
      );
      if (row === undefined) throw new DomainError('webhook-not-found');
      await tx.query(
        `update notice_deliveries set state = 'withdrawn', settled_at = clock_timestamp()
         where webhook_id = $1 and state = 'pending'`,
        [id],
      );
    });
  }

  deliveries(me: SignedIn, id: string, { state, limit = DEFAULT_LIMIT, cursor }: DeliveryListQuery) {
    return this.casework.unitOfWork.read(me, async (tx) => {
      const params: unknown[] = [id, state ?? null, limit + 1];
      let after = '';
      if (cursor !== undefined) {
        params.push(...decodeCursor(cursor));
        after = 'and (created_at, id) < ($4::timestamptz, $5::uuid)';
      }
      const rows = await tx.query<DeliveryRow>(
        `select id, topic, case_id as "caseId", payload, state, attempts, last_failure as "lastFailure",
           created_at as "createdAt", settled_at as "settledAt",
           case when state = 'pending' then not_before end as "nextTryAt"
         from notice_deliveries where webhook_id = $1 and ($2::text is null or state = $2) ${after}
         order by created_at desc, id desc limit $3`,
        params,
      );
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt, last.id]) : null };
    });
  }

  retry(me: SignedIn, id: string, deliveryId: string, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const [row] = await tx.query<{ state: string }>(
        `update notice_deliveries set state = case state when 'dead' then 'pending' else state end,
           attempts = case state when 'dead' then 0 else attempts end,
           settled_at = case state when 'dead' then null else settled_at end,
           not_before = case state when 'dead' then clock_timestamp() else not_before end
         where id = $1 and webhook_id = $2 returning state`,
        [deliveryId, id],
      );
      if (row === undefined) throw new DomainError('delivery-not-found');
      return { result: { id: deliveryId, state: row.state }, told: [] };
    });
  }
}
