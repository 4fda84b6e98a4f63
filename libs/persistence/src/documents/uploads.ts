import type { SystemSubject } from '#domain/subject.js';
import { dataKeySql, getCipher, type DataKeyJson } from '../data-keys.js';
import type { Tx, UnitOfWork } from '../unit-of-work.js';

export interface StoredUpload {
  readonly id: string;
  readonly caseId: string;
  readonly taskId: string | null;
  readonly kind: string;
  readonly name: Buffer | null;
  readonly bytes: number;
  readonly received: number;
  readonly expiresAt: string;
  readonly dataKey: DataKeyJson | null;
}

const UPLOAD_SQL = `select u.id, u.case_id as "caseId", u.task_id as "taskId", u.kind, u.name, u.bytes, u.received,
  u.expires_at as "expiresAt", ${dataKeySql('case', 'u.case_id')} as "dataKey"
  from document_uploads u where u.id = $1 and u.expires_at > now()`;

/** One's own, by row level security; another's does not exist. */
export async function findUpload(tx: Tx, id: string): Promise<StoredUpload | null> {
  const [upload] = await tx.query<StoredUpload>(UPLOAD_SQL, [id]);
  return upload ?? null;
}

/** Puts one piece behind those that are there; false when another came first. */
export async function addPiece(tx: Tx, upload: StoredUpload, offset: number, piece: Buffer): Promise<boolean> {
  const moved = await tx.query(
    'update document_uploads set received = received + $3 where id = $1 and received = $2 returning id',
    [upload.id, offset, piece.length],
  );
  if (moved.length === 0) return false;
  const cipher = await getCipher(tx, 'case', upload.caseId, upload.dataKey);
  await tx.query('insert into document_upload_pieces (upload_id, case_id, at_byte, sealed) values ($1, $2, $3, $4)', [
    upload.id,
    upload.caseId,
    offset,
    cipher.sealBytes(placeOf(upload.id, offset), piece),
  ]);
  return true;
}

/** The whole, once all of it is there. */
export async function assembleUpload(tx: Tx, upload: StoredUpload): Promise<{ bytes: Buffer; name: string }> {
  const cipher = await getCipher(tx, 'case', upload.caseId, upload.dataKey);
  const pieces = await tx.query<{ at: number; sealed: Buffer }>(
    'select at_byte as at, sealed from document_upload_pieces where upload_id = $1 order by at_byte',
    [upload.id],
  );
  const bytes = Buffer.concat(pieces.map(({ at, sealed }) => cipher.openBytes(placeOf(upload.id, at), sealed)));
  if (bytes.length !== upload.bytes)
    throw new Error(`Upload ${upload.id} has ${bytes.length} of ${upload.bytes} bytes`);
  return { bytes, name: cipher.open<string>({ column: 'document_uploads.name', row: upload.id }, upload.name) ?? '' };
}

/** Its pieces go with it; false when it is gone already. */
export async function removeUpload(tx: Tx, id: string): Promise<boolean> {
  return (await tx.query('delete from document_uploads where id = $1 returning id', [id])).length > 0;
}

/** What nobody has finished in its time. */
export function removeAbandonedUploads(unitOfWork: UnitOfWork, subject: SystemSubject): Promise<number> {
  return unitOfWork.run(subject, async (tx) => {
    return (await tx.query('delete from document_uploads where expires_at <= now() returning id')).length;
  });
}

function placeOf(uploadId: string, at: number) {
  return { column: 'document_upload_pieces.sealed', row: `${uploadId}/${at}` } as const;
}
