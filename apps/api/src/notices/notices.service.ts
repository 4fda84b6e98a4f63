import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { noticeSentence, type NoticeKind, type NoticeParams } from '#domain/texts/notice-texts.js';
import { Casework } from '#persistence/casework.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { NoticeListQuery } from './dto/notice.dto.js';

interface NoticeRow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly caseId: string | null;
  readonly clockId: string | null;
  readonly params: NoticeParams;
  readonly urgent: boolean;
  readonly createdAt: string;
  readonly readAt: string | null;
}

const DEFAULT_LIMIT = 50;

/** A clock that was answered, or has another end since, speaks no more of it: those notices need not be read. */
const LIVE_SQL = `(n.clock_id is null or exists (select from clocks k where k.id = n.clock_id and k.stopped_at is null
  and (n.kind not in ('clock-warning', 'clock-ended') or split_part(n.topic, ':', 3)::int = k.revision)))`;
const UNREAD_SQL = `n.read_at is null and ${LIVE_SQL}`;

@Injectable()
export class NoticesService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  list(me: SignedIn, { show = 'unread', limit = DEFAULT_LIMIT, cursor }: NoticeListQuery) {
    return this.casework.unitOfWork.read(me, async (tx) => {
      const params: unknown[] = [me.accountId, limit + 1];
      let after = '';
      if (cursor !== undefined) {
        params.push(...decodeCursor(cursor));
        after = 'and (n.created_at, n.id) < ($3::timestamptz, $4::uuid)';
      }
      const rows = await tx.query<NoticeRow>(
        `select n.id, n.kind, n.case_id as "caseId", n.clock_id as "clockId", n.params, n.urgent,
           n.created_at as "createdAt", n.read_at as "readAt"
         from notices n where n.recipient_id = $1 ${show === 'unread' ? `and ${UNREAD_SQL}` : ''} ${after}
         order by n.created_at desc, n.id desc limit $2`,
        params,
      );
      const [count] = await tx.query<{ unread: number; urgent: number }>(
        `select count(*)::int as unread, count(*) filter (where n.urgent)::int as urgent
         from notices n where n.recipient_id = $1 and ${UNREAD_SQL}`,
        [me.accountId],
      );
      const items = rows.slice(0, limit).map((row) => ({
        ...row,
        sentence: { th: noticeSentence(row.kind, row.params, 'th'), en: noticeSentence(row.kind, row.params, 'en') },
      }));
      const last = items.at(-1);
      return {
        items,
        ...(count ?? { unread: 0, urgent: 0 }),
        nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt, last.id]) : null,
      };
    });
  }

  markRead(me: SignedIn, id: string, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const [row] = await tx.query<{ readAt: string }>(
        `update notices set read_at = coalesce(read_at, clock_timestamp()) where id = $1 and recipient_id = $2
         returning read_at as "readAt"`,
        [id, me.accountId],
      );
      if (row === undefined) throw new DomainError('notice-not-found');
      return { result: { id, readAt: row.readAt }, told: [] };
    });
  }

  address(me: SignedIn): Promise<{ email: string | null }> {
    return this.casework.unitOfWork.read(me, async (tx) => {
      const [row] = await tx.query<{ email: string }>('select email from notice_addresses where account_id = $1', [
        me.accountId,
      ]);
      return { email: row?.email ?? null };
    });
  }

  setAddress(me: SignedIn, email: string): Promise<{ email: string }> {
    return this.casework.unitOfWork.run(me, async (tx) => {
      await tx.query(
        `insert into notice_addresses (account_id, email) values ($1, $2)
         on conflict (account_id) do update set email = excluded.email, updated_at = now()`,
        [me.accountId, email],
      );
      return { email };
    });
  }
}
