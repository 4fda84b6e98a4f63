import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { RelationKey } from '#access/relation-keys.js';
import { DomainError } from '#domain/errors.js';
import { recordAudit } from '#persistence/audit-entry.js';
import { dataKeySql, getCipher, type DataKeyJson } from '#persistence/data-keys.js';
import {
  addPiece,
  assembleUpload,
  findUpload,
  removeUpload,
  type StoredUpload,
} from '#persistence/documents/uploads.js';
import { UnitOfWork, type Tx } from '#persistence/unit-of-work.js';
import { requireRight } from '../http/access.js';
import type { SignedIn } from '../http/request-context.js';
import { DocumentsService } from './documents.service.js';
import { DOCUMENT_KINDS } from './dto/document.dto.js';
import type { DocumentUploadDto } from './dto/document-upload.dto.js';

/** Of one account at once: enough for a stack of papers, too few to fill the store. A guess. */
const MOST_AT_ONCE = 20;

export interface UploadState {
  readonly id: string;
  readonly offset: number;
  readonly bytes: number;
  readonly expiresAt: string;
  /** Once it is whole and was taken. */
  readonly document: Awaited<ReturnType<DocumentsService['add']>> | null;
}

/** A document that comes in pieces: its uploader's alone, sealed with the key of the case from the first piece on. */
@Injectable()
export class UploadsService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(DocumentsService) private readonly documents: DocumentsService,
  ) {}

  begin(me: SignedIn, caseId: string, { kind, taskId, name, bytes }: DocumentUploadDto): Promise<UploadState> {
    return this.unitOfWork.run(me, async (tx) => {
      const [kase] = await tx.query<{ access: readonly RelationKey[]; dataKey: DataKeyJson | null }>(
        `select access, ${dataKeySql('case', 'c.id')} as "dataKey" from cases c where c.id = $1`,
        [caseId],
      );
      requireRight(me, kase?.access ?? [], 'document.add', 'case-not-found');
      await requireTaskOfCase(tx, caseId, taskId);
      await refuseTooMany(tx, me);
      const id = randomUUID();
      const cipher = await getCipher(tx, 'case', caseId, kase?.dataKey ?? null);
      const [row] = await tx.query<{ expiresAt: string }>(
        `insert into document_uploads (id, case_id, task_id, kind, name, bytes, created_by)
         values ($1, $2, $3, $4, $5, $6, $7) returning expires_at as "expiresAt"`,
        [
          id,
          caseId,
          taskId ?? null,
          kind,
          cipher.seal({ column: 'document_uploads.name', row: id }, name),
          bytes,
          me.accountId,
        ],
      );
      await recordAudit(tx, me, [{ action: 'begin-upload', purpose: 'casework', caseId, subjectId: id }]);
      return { id, offset: 0, bytes, expiresAt: row?.expiresAt ?? '', document: null };
    });
  }

  state(me: SignedIn, id: string): Promise<UploadState> {
    return this.unitOfWork.read(me, async (tx) => stateOf(await this.get(tx, me, id)));
  }

  /** Each piece is committed by itself; the last one also hands the whole to where documents are looked at and taken. */
  async add(me: SignedIn, id: string, offset: string | undefined, piece: Buffer): Promise<UploadState> {
    const upload = await this.unitOfWork.run(me, async (tx) => {
      const found = await this.get(tx, me, id);
      if (offset === undefined || !/^\d{1,9}$/.test(offset) || Number(offset) !== found.received) {
        throw offsetConflict(found.received);
      }
      const received = found.received + piece.length;
      if (received > found.bytes) throw new DomainError('payload-too-large', [], { limit: `${found.bytes} bytes` });
      if (piece.length > 0 && !(await addPiece(tx, found, found.received, piece))) throw offsetConflict(found.received);
      return { ...found, received };
    });
    if (upload.received < upload.bytes) return stateOf(upload);
    return { ...stateOf(upload), document: await this.take(me, upload) };
  }

  async remove(me: SignedIn, id: string): Promise<void> {
    await this.unitOfWork.run(me, async (tx) => {
      const { caseId } = await this.get(tx, me, id);
      await removeUpload(tx, id);
      await recordAudit(tx, me, [{ action: 'give-up-upload', purpose: 'casework', caseId, subjectId: id }]);
    });
  }

  /** All that holds of a document sent at once holds here: type, scan, quota, access. What is refused is not kept. */
  private async take(me: SignedIn, upload: StoredUpload) {
    const { bytes, name } = await this.unitOfWork.read(me, (tx) => assembleUpload(tx, upload));
    const hash = createHash('sha256').update(bytes).digest('hex');
    const kind = DOCUMENT_KINDS.find((known) => known === upload.kind) ?? 'other';
    const content = { bytes, name, hash };
    const document = { kind, content, ...(upload.taskId === null ? {} : { taskId: upload.taskId }) };
    try {
      return await this.documents.add(me, upload.caseId, document, null, async (tx) => {
        // Two last pieces at once: the document is taken by one of them.
        if (!(await removeUpload(tx, upload.id))) throw new DomainError('upload-not-found');
      });
    } catch (failure) {
      if (failure instanceof DomainError && failure.code === 'document-refused') {
        await this.unitOfWork.run(me, (tx) => removeUpload(tx, upload.id));
      }
      throw failure;
    }
  }

  /** Its uploader's, and only while the case is still hers to add to. */
  private async get(tx: Tx, me: SignedIn, id: string): Promise<StoredUpload> {
    const upload = await findUpload(tx, id);
    if (upload === null) throw new DomainError('upload-not-found');
    const [kase] = await tx.query<{ access: readonly RelationKey[] }>('select access from cases where id = $1', [
      upload.caseId,
    ]);
    requireRight(me, kase?.access ?? [], 'document.add', 'upload-not-found');
    return upload;
  }
}

function stateOf({ id, received, bytes, expiresAt }: StoredUpload): UploadState {
  return { id, offset: received, bytes, expiresAt, document: null };
}

function offsetConflict(offset: number): DomainError {
  const code = 'upload-offset-conflict' as const;
  return new DomainError(code, [{ path: '/headers/upload-offset', code }], { offset });
}

async function requireTaskOfCase(tx: Tx, caseId: string, taskId: string | undefined): Promise<void> {
  if (taskId === undefined) return;
  const found = await tx.query('select 1 from tasks where id = $1 and case_id = $2', [taskId, caseId]);
  if (found.length === 0) throw new DomainError('task-not-found');
}

async function refuseTooMany(tx: Tx, me: SignedIn): Promise<void> {
  const [open] = await tx.query<{ count: number }>(
    'select count(*)::int as count from document_uploads where created_by = $1 and expires_at > now()',
    [me.accountId],
  );
  if ((open?.count ?? 0) >= MOST_AT_ONCE) throw new DomainError('too-many-uploads', [], { count: MOST_AT_ONCE });
}
