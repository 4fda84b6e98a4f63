import type { RecordCipher } from '#privacy/vault.js';
import type { Tx } from '../unit-of-work.js';

/** `original` as it was handed in; `copy` without what the camera wrote into it. */
export type DocumentPart = 'original' | 'copy';

/** Which document, and whose. */
export interface DocumentId {
  readonly id: string;
  readonly caseId: string;
}

/** Where the sealed bytes of documents lie. PostgreSQL here; an object store would implement the same. */
export interface DocumentStore {
  piecesOf(bytes: Buffer): number;
  put(tx: Tx, cipher: RecordCipher, document: DocumentId, part: DocumentPart, bytes: Buffer): Promise<void>;
  get(tx: Tx, cipher: RecordCipher, documentId: string, part: DocumentPart, pieces: number): Promise<Buffer>;
}

const PIECE_BYTES = 256 * 1024;

/** Small pieces, so that a row stays a row; each bound to its place and to how many there are. */
export const postgresDocuments: DocumentStore = {
  piecesOf: (bytes) => Math.max(1, Math.ceil(bytes.length / PIECE_BYTES)),

  async put(tx, cipher, { id, caseId }, part, bytes) {
    const pieces = this.piecesOf(bytes);
    for (let no = 0; no < pieces; no += 1) {
      const piece = bytes.subarray(no * PIECE_BYTES, (no + 1) * PIECE_BYTES);
      const sealed = cipher.sealBytes(placeOf(id, part, no, pieces), piece);
      await tx.query(
        'insert into document_pieces (document_id, case_id, part, no, sealed) values ($1, $2, $3, $4, $5)',
        [id, caseId, part, no, sealed],
      );
    }
  },

  async get(tx, cipher, documentId, part, pieces) {
    const rows = await tx.query<{ no: number; sealed: Buffer }>(
      'select no, sealed from document_pieces where document_id = $1 and part = $2 order by no',
      [documentId, part],
    );
    if (rows.length !== pieces) throw new Error(`Document ${documentId} has ${rows.length} of ${pieces} pieces`);
    return Buffer.concat(rows.map(({ no, sealed }) => cipher.openBytes(placeOf(documentId, part, no, pieces), sealed)));
  },
};

function placeOf(documentId: string, part: DocumentPart, no: number, pieces: number) {
  return { column: 'document_pieces.sealed', row: `${documentId}/${part}/${no}/${pieces}` } as const;
}
