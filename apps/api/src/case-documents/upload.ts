import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { MOST_BYTES } from '#privacy/documents/inspect-document.js';
import type { SaphanRequest } from '../http/request-context.js';
import { isUuid } from '../http/uuid.pipe.js';
import { DOCUMENT_KINDS, type DocumentDto } from './dto/document.dto.js';

export const UPLOAD_MEDIA = 'multipart/form-data';
export const UPLOAD_LIMITS = { fileSize: MOST_BYTES, files: 1, fields: 4, fieldSize: 1_000, parts: 5, headerPairs: 20 };
const FIELDS = ['kind', 'taskId'];

/** One file with the fields beside it, read to its end; never written to a disk. */
export const UploadedDocument = createParamDecorator(
  async (_: unknown, context: ExecutionContext): Promise<DocumentDto> => {
    const { file, fields } = await partsOf(context.switchToHttp().getRequest<SaphanRequest>());
    if (file === undefined) throw new DomainError('field-missing', [{ path: '/file', code: 'field-missing' }]);
    const unknown = [...fields.keys()].find((name) => !FIELDS.includes(name));
    if (unknown !== undefined) throw new DomainError('field-unknown', [{ path: '/', code: 'field-unknown' }]);
    const kind = DOCUMENT_KINDS.find((known) => known === fields.get('kind'));
    const taskId = fields.get('taskId')?.toLowerCase();
    if (kind === undefined) throw invalid('/kind');
    if (taskId !== undefined && !isUuid(taskId)) throw invalid('/taskId');
    const hash = createHash('sha256')
      .update(JSON.stringify([kind, taskId ?? null, file.name]))
      .update(file.bytes);
    return { kind, ...(taskId === undefined ? {} : { taskId }), content: { ...file, hash: hash.digest('hex') } };
  },
);

interface Parts {
  readonly file: { readonly bytes: Buffer; readonly name: string } | undefined;
  readonly fields: ReadonlyMap<string, string>;
}

async function partsOf(request: SaphanRequest): Promise<Parts> {
  if (!request.isMultipart()) throw new DomainError('unsupported-media-type');
  const fields = new Map<string, string>();
  let file: Parts['file'];
  try {
    for await (const part of request.parts({ limits: UPLOAD_LIMITS })) {
      if (part.type === 'file') file = { bytes: await part.toBuffer(), name: part.filename };
      else fields.set(part.fieldname, String(part.value));
    }
  } catch (failure) {
    throw refusalOf(failure);
  }
  return { file, fields };
}

function refusalOf(failure: unknown): DomainError {
  const { code } = failure as { code?: string };
  const tooLarge = code === 'FST_REQ_FILE_TOO_LARGE' || code?.endsWith('_LIMIT') === true;
  if (tooLarge) return new DomainError('payload-too-large', [], { limit: `${MOST_BYTES / 1024 / 1024} MiB` });
  return new DomainError('document-refused', [], { fault: 'damaged' });
}

function invalid(path: string): DomainError {
  return new DomainError('field-not-a-valid-value', [{ path, code: 'field-not-a-valid-value' }]);
}
