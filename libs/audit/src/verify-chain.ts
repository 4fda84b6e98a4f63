import type { KeyObject } from 'node:crypto';
import type { AuditKey } from './audit-key.js';
import { parseRecordLine, RECORD_LINE, recordHash, type RecordLine } from './audit-record.js';
import { isGenuine, type CheckpointFile } from './checkpoint.js';
import { SESSIONS } from './audit-session.js';
import { GENESIS, ROWS_PER_SEAL, sealHash, type Seal, type Sql } from './sealing.js';

export type FaultKind =
  'altered' | 'deleted' | 'inserted' | 'reordered' | 'truncated' | 'seal-altered' | 'checkpoint-forged' | 'unsealed';

/** The first thing that is not as it was sealed. */
export interface Fault {
  readonly kind: FaultKind;
  /** Its place in the chain, from 1; of a row outside the chain null. */
  readonly row: number | null;
  readonly eventId: string | null;
  readonly sealNo: number | null;
  readonly sentence: string;
}

export interface Verdict {
  readonly fault: Fault | null;
  readonly rows: number;
  readonly seals: number;
  /** Committed rows that wait for their seal. */
  readonly waiting: number;
  readonly checkpoints: number;
}

export interface VerifyOptions {
  /** In one repeatable-read transaction: what is written meanwhile is not looked at. */
  readonly sql: Sql;
  /** Without it the rows' stamps are not checked, and a forged row that was sealed passes. */
  readonly key: AuditKey | null;
  readonly trusted: KeyObject | null;
  readonly checkpoints: readonly CheckpointFile[];
  /** A row that waits longer for its seal is a fault. */
  readonly unsealedLimitSeconds?: number;
  /** How many rows travel at once. */
  readonly pageRows?: number;
}

/** The sealer runs twice a second; a minute of it missing is no pause any more. */
export const UNSEALED_LIMIT_SECONDS = 60;
const PAGE_SEALS = 1_000;
const HEX_DIGEST = 64;

interface SealPage {
  readonly seals: readonly (Seal & {
    readonly hash: Buffer;
    /** A line a row, in the order of the ids; an empty one where there is no row. */
    readonly lines: readonly string[];
  })[];
}

/** Walks the whole chain once, in its order, and stops at the first fault. */
export async function verifyChain(options: VerifyOptions): Promise<Verdict> {
  const { sql, pageRows = ROWS_PER_SEAL } = options;
  const walk = new ChainWalk(options);
  const coming: Promise<SealPage>[] = [];
  try {
    for await (const range of pageRanges(sql, pageRows)) {
      const page = readPage(sql, range);
      // Its failure is thrown in its turn; until then nobody would hear of it.
      page.catch(() => undefined);
      coming.push(page);
      const fault = coming.length > SESSIONS ? await checkNext(walk, coming) : null;
      if (fault !== null) return walk.verdict(fault);
    }
    while (coming.length > 0) {
      const fault = await checkNext(walk, coming);
      if (fault !== null) return walk.verdict(fault);
    }
  } finally {
    await Promise.allSettled(coming);
  }
  const cut = walk.cutTail();
  if (cut !== null) return walk.verdict(cut);
  return walk.verdict(await outsideChain(options, walk));
}

async function checkNext(walk: ChainWalk, coming: Promise<SealPage>[]): Promise<Fault | null> {
  const page = await coming.shift();
  return page === undefined ? null : walk.check(page);
}

type SealRange = readonly [afterNo: string, lastNo: string];

/** Seals that travel together: as many as a page has room for, at least one. */
async function* pageRanges(sql: Sql, pageRows: number): AsyncGenerator<SealRange, void> {
  let after = '0';
  let last = '0';
  let rows = 0;
  for (;;) {
    const sizes = await sql.query<{ no: string; rows: number }>(
      'select no, cardinality(event_ids) as rows from audit_seals where no > $1 order by no limit $2',
      [last, PAGE_SEALS],
    );
    for (const size of sizes) {
      if (rows > 0 && rows + size.rows > pageRows) {
        yield [after, last];
        after = last;
        rows = 0;
      }
      last = size.no;
      rows += size.rows;
    }
    if (sizes.length < PAGE_SEALS) break;
  }
  if (last !== after) yield [after, last];
}

async function readPage(sql: Sql, range: SealRange): Promise<SealPage> {
  const seals = await sql.query<SealRow>(
    `select s.no, to_char(s.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, s.last_row as "lastRow",
       array_to_json(s.event_ids) as "eventIds", s.row_hashes as "rowHashes", s.previous, s.hash,
       (select string_agg(coalesce(${RECORD_LINE}, ''), E'\\n' order by u.place)
         from unnest(s.event_ids) with ordinality u(id, place) left join audit_events e on e.id = u.id) as lines
     from audit_seals s where s.no > $1 and s.no <= $2 order by s.no`,
    range,
  );
  return {
    seals: seals.map(({ lines, ...seal }) => ({
      ...seal,
      no: Number(seal.no),
      lastRow: Number(seal.lastRow),
      lines: lines?.split('\n') ?? [],
    })),
  };
}
type SealRow = Omit<SealPage['seals'][number], 'no' | 'lastRow' | 'lines'> & {
  readonly no: string;
  readonly lastRow: string;
  readonly lines: string | null;
};

class ChainWalk {
  private rows = 0;
  private no = 0;
  private previous: Buffer = GENESIS;
  private hasStamps = false;
  private nextCheckpoint = 0;

  constructor(private readonly options: VerifyOptions) {}

  get sealedRows(): number {
    return this.rows;
  }

  verdict(fault: Fault | null): Verdict {
    return {
      fault,
      rows: this.rows,
      seals: this.no,
      waiting: this.waiting,
      checkpoints: this.options.checkpoints.length,
    };
  }
  waiting = 0;

  check({ seals }: SealPage): Fault | null {
    for (const seal of seals) {
      const fault = this.checkSeal(seal);
      if (fault !== null) return fault;
    }
    return null;
  }

  private checkSeal(seal: SealPage['seals'][number]): Fault | null {
    const at = { row: this.rows + 1, eventId: seal.eventIds[0] ?? null, sealNo: seal.no };
    if (seal.no !== this.no + 1) {
      return fault('deleted', { ...at, sealNo: this.no + 1 }, `Seal ${this.no + 1} is missing.`);
    }
    if (!seal.previous.equals(this.previous)) {
      return fault('reordered', at, `Seal ${seal.no} does not follow seal ${this.no}.`);
    }
    const hashes = seal.rowHashes.toString('hex');
    for (const [index, eventId] of seal.eventIds.entries()) {
      const sealed = hashes.slice(index * HEX_DIGEST, (index + 1) * HEX_DIGEST);
      const wrong = this.checkRow(seal.lines[index] ?? '', sealed);
      if (wrong !== null) return rowFault(wrong, { row: this.rows + 1, eventId, sealNo: seal.no });
      this.rows += 1;
    }
    if (!sealHash(seal).equals(seal.hash) || seal.lastRow !== this.rows) {
      return fault(
        'seal-altered',
        at,
        `Seal ${seal.no} is not what was sealed: its own rows or its hash were changed.`,
      );
    }
    this.no = seal.no;
    this.previous = seal.hash;
    return this.checkCheckpoints();
  }

  private checkRow(line: string, sealed: string): keyof typeof ROW_FAULTS | null {
    if (line === '') return 'deleted';
    const record = parseRecordLine(line);
    const rowHash = recordHash(record.canonical);
    if (rowHash !== sealed) return 'altered';
    return this.isStamped(record, rowHash) ? null : 'inserted';
  }

  /** Rows from before the stamps stand at the beginning; after the first stamped row each must have its own. */
  isStamped({ stamp }: RecordLine, rowHash: string): boolean {
    if (this.options.key === null) return true;
    if (stamp === null) return !this.hasStamps;
    this.hasStamps = true;
    return this.options.key.stamp(rowHash) === stamp;
  }

  private checkCheckpoints(): Fault | null {
    const { checkpoints, trusted } = this.options;
    for (
      let entry = checkpoints[this.nextCheckpoint];
      entry?.checkpoint.sealNo === this.no;
      entry = checkpoints[(this.nextCheckpoint += 1)]
    ) {
      const { file, checkpoint } = entry;
      const at = { row: this.rows, eventId: null, sealNo: this.no };
      if (trusted !== null && !isGenuine(checkpoint, trusted)) {
        return fault('checkpoint-forged', at, `The checkpoint ${file} was not signed by the key of this audit.`);
      }
      if (checkpoint.sealHash !== this.previous.toString('hex')) {
        const since = checkpoints[this.nextCheckpoint - 1]?.checkpoint.rows ?? 0;
        const sentence = `Seal ${this.no} is not the one of the checkpoint ${file}: the chain was written anew after row ${since}.`;
        return fault('altered', { ...at, row: since + 1 }, sentence);
      }
    }
    return null;
  }

  /** A checkpoint of a seal that is not there: the end was cut off. */
  cutTail(): Fault | null {
    const beyond = this.options.checkpoints[this.nextCheckpoint];
    if (beyond === undefined) return null;
    const { trusted } = this.options;
    const at = { row: this.rows + 1, eventId: null, sealNo: this.no + 1 };
    if (trusted !== null && !isGenuine(beyond.checkpoint, trusted)) {
      return fault('checkpoint-forged', at, `The checkpoint ${beyond.file} was not signed by the key of this audit.`);
    }
    const { sealNo, rows } = beyond.checkpoint;
    const sentence = `The end is cut off after row ${this.rows}: the checkpoint ${beyond.file} saw seal ${sealNo} with ${rows} rows.`;
    return fault('truncated', at, sentence);
  }
}

interface Place {
  readonly row: number | null;
  readonly eventId: string | null;
  readonly sealNo: number | null;
}

function fault(kind: FaultKind, place: Place, sentence: string): Fault {
  return { kind, row: place.row, eventId: place.eventId, sealNo: place.sealNo, sentence };
}

const ROW_FAULTS = {
  deleted: 'has been deleted',
  altered: 'is not what was sealed',
  inserted: 'was not written by Saphan: its stamp is not genuine',
} as const;

function rowFault(kind: keyof typeof ROW_FAULTS, place: Place): Fault {
  return fault(kind, place, `Row ${place.row} (${place.eventId}) ${ROW_FAULTS[kind]}.`);
}

interface Outside {
  readonly id: string;
  readonly line: string;
  readonly waitedSeconds: string | null;
}

/** Rows in no seal: they wait for theirs, or somebody put them in past the writers. */
async function outsideChain({ sql, unsealedLimitSeconds }: VerifyOptions, walk: ChainWalk): Promise<Fault | null> {
  const limit = unsealedLimitSeconds ?? UNSEALED_LIMIT_SECONDS;
  const [counted] = await sql.query<{ rows: string }>('select count(*) as rows from audit_events');
  if (Number(counted?.rows) === walk.sealedRows) return null;
  const outside = await sql.query<Outside>(
    `select e.id, ${RECORD_LINE} as line, extract(epoch from clock_timestamp() - q.queued_at) as "waitedSeconds"
     from audit_events e left join audit_unsealed q on q.event_id = e.id
     where not exists (select from (select unnest(event_ids) as id from audit_seals) s where s.id = e.id) order by e.id`,
  );
  for (const { id, line, waitedSeconds } of outside) {
    const record = parseRecordLine(line);
    const at = { row: null, eventId: id, sealNo: null };
    const foreign = `The row ${id} stands outside the chain: it was not written by Saphan.`;
    if (waitedSeconds === null) return fault('inserted', at, foreign);
    if (!walk.isStamped(record, recordHash(record.canonical))) return fault('inserted', at, foreign);
    if (Number(waitedSeconds) > limit) {
      const waited = Math.round(Number(waitedSeconds));
      return fault('unsealed', at, `The row ${id} has waited ${waited} s for its seal: is a worker running?`);
    }
    walk.waiting += 1;
  }
  return null;
}
