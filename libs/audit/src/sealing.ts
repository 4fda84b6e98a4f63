import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { parseRecordLine, RECORD_LINE, recordHash } from './audit-record.js';

/** Runs SQL in the caller's transaction. */
export interface Sql {
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** One link of the chain: a batch of committed rows in their order, and the hash of all that came before. */
export interface Seal {
  readonly no: number;
  readonly at: string;
  /** Rows in the chain up to and with this seal. */
  readonly lastRow: number;
  readonly eventIds: readonly string[];
  /** 32 bytes a row, in the order of the ids. */
  readonly rowHashes: Buffer;
  readonly previous: Buffer;
}

export const GENESIS = Buffer.alloc(32);
/** At most so many rows a seal: a page of the verifier. */
export const ROWS_PER_SEAL = 5_000;
/** Of the database, so that of many workers one seals; the others have nothing to wait for. */
const SEALER_LOCK = 0x5ea1;

export function sealHash({ no, at, lastRow, eventIds, rowHashes, previous }: Seal): Buffer {
  const header = canonicalize({
    at,
    lastRow,
    no,
    previous: previous.toString('hex'),
    rows: hash('sha256', `${eventIds.join(',')}:${rowHashes.toString('hex')}`),
  });
  return hash('sha256', header ?? '', 'buffer');
}

/**
 * Seals what has been committed and is in no seal, oldest first; returns how many rows. Writers put the ids of their
 * rows into a queue with their own commit, so a row that commits late, after rows with later ids, is in the queue all
 * the same: order of ids plays no part, and no writer ever waits for another.
 */
export async function sealCommitted(sql: Sql): Promise<number> {
  const [lock] = await sql.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [SEALER_LOCK]);
  if (lock?.mine !== true) return 0;
  const taken = await sql.query<{ id: string }>(
    `delete from audit_unsealed where event_id in (select event_id from audit_unsealed order by event_id limit $1)
     returning event_id as id`,
    [ROWS_PER_SEAL],
  );
  if (taken.length === 0) return 0;
  const rows = await sql.query<{ id: string; line: string }>(
    `select e.id, ${RECORD_LINE} as line from audit_events e where e.id = any ($1)`,
    [taken.map(({ id }) => id)],
  );
  // A row that was taken out of the ledger before it was sealed: its name stays in the chain, so that it is missed.
  const found = new Map(
    rows.map(({ id, line }) => [id, Buffer.from(recordHash(parseRecordLine(line).canonical), 'hex')]),
  );
  const [last] = await sql.query<{ no: string; lastRow: string; hash: Buffer; at: string }>(
    `select no, last_row as "lastRow", hash from audit_seals order by no desc limit 1`,
  );
  const [{ at } = { at: '' }] = await sql.query<{ at: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  );
  const eventIds = taken.map(({ id }) => id).sort();
  const seal: Seal = {
    no: Number(last?.no ?? 0) + 1,
    at,
    lastRow: Number(last?.lastRow ?? 0) + eventIds.length,
    eventIds,
    rowHashes: Buffer.concat(eventIds.map((id) => found.get(id) ?? GENESIS)),
    previous: last?.hash ?? GENESIS,
  };
  await sql.query(
    `insert into audit_seals (no, at, last_row, event_ids, row_hashes, previous, hash)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [seal.no, seal.at, seal.lastRow, seal.eventIds, seal.rowHashes, seal.previous, sealHash(seal)],
  );
  return eventIds.length;
}

/** How far the seals are behind: rows that wait, and how long the oldest has waited. */
export async function unsealedBacklog(sql: Sql): Promise<{ rows: number; oldestSeconds: number }> {
  const [row] = await sql.query<{ rows: string; oldest: string | null }>(
    `select count(*) as rows, extract(epoch from clock_timestamp() - min(queued_at)) as oldest from audit_unsealed`,
  );
  return { rows: Number(row?.rows ?? 0), oldestSeconds: Math.max(0, Number(row?.oldest ?? 0)) };
}
