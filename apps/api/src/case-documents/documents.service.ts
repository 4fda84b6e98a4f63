import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { RelationKey } from '#access/relation-keys.js';
import { DomainError } from '#domain/errors.js';
import { describeFailure } from '#observability/logger.js';
import { auditedRead } from '#persistence/audited-read.js';
import { Casework } from '#persistence/casework.js';
import { dataKeySql, findCipher, getCipher, type DataKeyJson } from '#persistence/data-keys.js';
import { postgresDocuments, type DocumentPart } from '#persistence/documents/document-store.js';
import type { Tx } from '#persistence/unit-of-work.js';
import { DocumentRefused, inspectDocument, type InspectedDocument } from '#privacy/documents/inspect-document.js';
import type { MalwareScanner } from '#privacy/documents/malware-scan.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { requireRight, shownOfCase } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { DocumentDto } from './dto/document.dto.js';

export const MALWARE_SCANNER = Symbol('MalwareScanner');
/** Of one case together; a guess that 200 photographs in full size fit into. */
const QUOTA_BYTES = 1_000_000_000;
const LONGEST_NAME = 200;
/** Of one reporter in one case: what stands in a passport and on the back of a card, and then some. A guess. */
const MOST_PHOTOS = 10;

interface DocumentRow {
  readonly id: string;
  readonly caseId: string;
  readonly taskId: string | null;
  readonly kind: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly pieces: number;
  readonly copyPieces: number | null;
  readonly scan: string;
  readonly name: Buffer | null;
  readonly uploadedAt: string;
  readonly dataKey: DataKeyJson | null;
}

const DOCUMENTS_SQL = `select d.id, d.case_id as "caseId", d.task_id as "taskId", d.kind, d.media_type as "mediaType", d.bytes, d.pieces,
  d.copy_pieces as "copyPieces", d.scan, d.name, d.uploaded_at as "uploadedAt",
  ${dataKeySql('case', 'd.case_id')} as "dataKey" from documents d`;

const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/** How a document comes in. */
interface Taking {
  readonly inspected: InspectedDocument;
  readonly right: 'document.add' | 'report.attach';
  /** Asked before the case is locked. */
  readonly before?: (tx: Tx) => Promise<void>;
  /** Done in the same commit. */
  readonly besides: (tx: Tx) => Promise<void>;
}

/** Papers and pictures of a case: looked at, scanned, sealed with its key, and never changed. */
@Injectable()
export class DocumentsService {
  constructor(
    @Inject(Casework) private readonly casework: Casework,
    @Inject(MALWARE_SCANNER) private readonly scanner: MalwareScanner,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async add(
    me: SignedIn,
    caseId: string,
    document: DocumentDto,
    header: IdempotencyHeader | null,
    /** Done in the same commit. */
    besides: (tx: Tx) => Promise<void> = () => Promise.resolve(),
  ) {
    const inspected = await inspect(document.content.bytes);
    return this.take(me, caseId, document, header, { inspected, right: 'document.add', besides });
  }

  /** A photograph by whoever reported the case: the same checks, and she is shown nothing of it afterwards. */
  async attach(me: SignedIn, caseId: string, document: DocumentDto, header: IdempotencyHeader | null) {
    const inspected = await inspect(document.content.bytes);
    const isPicture = inspected.copy !== null;
    return this.take(me, caseId, document, header, {
      inspected,
      right: 'report.attach',
      before: async (tx) => {
        await requireOwnNewReport(tx, me, caseId);
        if (document.taskId !== undefined) throw new DomainError('task-not-found');
        if (!isPicture) throw new DomainError('document-refused', [], { fault: 'type-not-allowed' });
      },
      besides: (tx) => refuseTooManyPhotos(tx, me, caseId),
    });
  }

  private async take(
    me: SignedIn,
    caseId: string,
    { kind, taskId, content: upload }: DocumentDto,
    header: IdempotencyHeader | null,
    { inspected, right, before, besides }: Taking,
  ) {
    const scan = await this.scan(upload.bytes);
    const asked = header === null ? null : { ...header, requestHash: hashOf(`${header.requestHash}${upload.hash}`) };
    return once(this.casework, me, asked, async (tx) => {
      await before?.(tx);
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, right, 'case-not-found');
      if (taskId !== undefined && file.task(taskId) === undefined) throw new DomainError('task-not-found');
      const cipher = await file.contents.cipher();
      await refuseBeyondQuota(tx, caseId, upload.bytes.length);
      const id = randomUUID();
      const place = { column: 'documents.name', row: id } as const;
      await tx.query(
        `insert into documents (id, case_id, task_id, kind, media_type, bytes, pieces, copy_bytes, copy_pieces, scan, name,
           uploaded_at, uploaded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          id,
          caseId,
          taskId ?? null,
          kind,
          inspected.mediaType,
          upload.bytes.length,
          postgresDocuments.piecesOf(upload.bytes),
          inspected.copy?.length ?? null,
          inspected.copy === null ? null : postgresDocuments.piecesOf(inspected.copy),
          scan,
          cipher.seal(place, upload.name.slice(0, LONGEST_NAME)),
          file.now,
          me.accountId,
        ],
      );
      await postgresDocuments.put(tx, cipher, { id, caseId }, 'original', upload.bytes);
      if (inspected.copy !== null) await postgresDocuments.put(tx, cipher, { id, caseId }, 'copy', inspected.copy);
      await besides(tx);
      file.audit(right === 'report.attach' ? 'attach-photo' : 'add-document', 'casework', id, ['file', 'name']);
      const result = {
        id,
        taskId: taskId ?? null,
        kind,
        mediaType: inspected.mediaType,
        bytes: upload.bytes.length,
        scan,
      };
      return { result, told: await file.flush(tx) };
    });
  }

  list(me: SignedIn, caseId: string) {
    const attempt = { action: 'list-documents', purpose: 'casework', caseId } as const;
    return auditedRead(this.casework.unitOfWork, me, attempt, async (tx, seen) => {
      if (!(await shownOfCase(tx, me, caseId)).has('story')) throw new DomainError('not-permitted');
      const rows = await tx.query<DocumentRow>(
        `${DOCUMENTS_SQL} where d.case_id = $1 order by d.uploaded_at desc, d.id`,
        [caseId],
      );
      const cipher = await findCipher(tx, 'case', caseId, rows[0]?.dataKey ?? null);
      if (rows.length > 0) seen({ caseId, fields: ['name'] });
      const items = rows.map(({ dataKey: _, pieces: __, copyPieces, name, ...row }) => ({
        ...row,
        hasCopy: copyPieces !== null,
        name: cipher?.open<string>({ column: 'documents.name', row: row.id }, name) ?? null,
      }));
      return { items };
    });
  }

  read(me: SignedIn, id: string, wanted: DocumentPart | undefined) {
    const attempt = { action: 'read-document', purpose: 'casework', subjectId: id } as const;
    return auditedRead(this.casework.unitOfWork, me, attempt, async (tx, seen) => {
      const [row] = await tx.query<DocumentRow>(`${DOCUMENTS_SQL} where d.id = $1`, [id]);
      if (row === undefined) throw new DomainError('document-not-found');
      if (!(await shownOfCase(tx, me, row.caseId)).has('story')) throw new DomainError('document-not-found');
      const part = wanted ?? (row.copyPieces === null ? 'original' : 'copy');
      const pieces = part === 'original' ? row.pieces : row.copyPieces;
      if (pieces === null) throw new DomainError('document-not-found');
      const cipher = await getCipher(tx, 'case', row.caseId, row.dataKey);
      const bytes = await postgresDocuments.get(tx, cipher, id, part, pieces);
      seen({ caseId: row.caseId, fields: [part] });
      const mediaType = part === 'copy' ? 'image/jpeg' : row.mediaType;
      return { bytes, mediaType, extension: EXTENSIONS[mediaType] ?? 'bin' };
    });
  }

  private async scan(bytes: Buffer): Promise<'clean' | 'not-scanned'> {
    const verdict = await this.scanner.scan(bytes).catch((failure: unknown) => {
      this.logger.warn(describeFailure(failure), 'a document could not be scanned, and was not taken');
      // Nobody looked although somebody should: it is not taken, and may be sent again.
      throw new DomainError('service-unavailable');
    });
    if (verdict === 'infected') throw new DomainError('document-refused', [], { fault: 'infected' });
    return verdict;
  }
}

async function inspect(bytes: Buffer): Promise<InspectedDocument> {
  try {
    return await inspectDocument(bytes);
  } catch (failure) {
    if (failure instanceof DocumentRefused) throw new DomainError('document-refused', [], { fault: failure.fault });
    throw failure;
  }
}

/** Told before the lock, which the store refuses her without a word (0029-report-photos.sql). */
async function requireOwnNewReport(tx: Tx, me: SignedIn, caseId: string): Promise<void> {
  const [kase] = await tx.query<{ access: readonly RelationKey[]; isNew: boolean }>(
    `select access, status = 'open' and opened_at > now() - interval '72 hours' as "isNew" from cases where id = $1`,
    [caseId],
  );
  requireRight(me, kase?.access ?? [], 'report.attach', 'case-not-found');
  if (kase?.isNew !== true) throw new DomainError('report-photo-too-late');
}

/** Counted with the one that was just put there. */
async function refuseTooManyPhotos(tx: Tx, me: SignedIn, caseId: string): Promise<void> {
  const [own] = await tx.query<{ count: number }>(
    'select count(*)::int as count from documents where case_id = $1 and uploaded_by = $2',
    [caseId, me.accountId],
  );
  if ((own?.count ?? 0) > MOST_PHOTOS) throw new DomainError('report-photos-full', [], { count: MOST_PHOTOS });
}

/** Under the case's lock, so that two uploads at once are counted one after the other. */
async function refuseBeyondQuota(tx: Tx, caseId: string, bytes: number): Promise<void> {
  const [sum] = await tx.query<{ bytes: string }>(
    'select coalesce(sum(bytes::bigint + coalesce(copy_bytes, 0)), 0) as bytes from documents where case_id = $1',
    [caseId],
  );
  if (Number(sum?.bytes ?? 0) + bytes > QUOTA_BYTES) throw new DomainError('document-quota-reached');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
