import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '../personal.js';

/** A sealed piece of a document. A ledger. */
@Entity({ name: 'document_pieces' })
export class DocumentPiece {
  @PrimaryColumn({ type: 'uuid', name: 'document_id' })
  documentId!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @PrimaryColumn({ type: 'text' })
  part!: string;

  @PrimaryColumn({ type: 'integer' })
  no!: number;

  @Personal('story', 'evidence')
  @Column({ type: 'bytea' })
  sealed!: Buffer;
}
