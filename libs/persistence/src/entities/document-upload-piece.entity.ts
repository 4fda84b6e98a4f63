import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '../personal.js';

/** A sealed piece of a document on its way. */
@Entity({ name: 'document_upload_pieces' })
export class DocumentUploadPiece {
  @PrimaryColumn({ type: 'uuid', name: 'upload_id' })
  uploadId!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @PrimaryColumn({ type: 'integer', name: 'at_byte' })
  atByte!: number;

  @Personal('story', 'evidence')
  @Column({ type: 'bytea' })
  sealed!: Buffer;
}
