import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** A paper or a picture that belongs to a case. A ledger. */
@Entity({ name: 'documents' })
export class CaseDocument {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'uuid', name: 'task_id', nullable: true })
  taskId!: string | null;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text', name: 'media_type' })
  mediaType!: string;

  @Column({ type: 'integer' })
  bytes!: number;

  @Column({ type: 'integer' })
  pieces!: number;

  @Column({ type: 'integer', name: 'copy_bytes', nullable: true })
  copyBytes!: number | null;

  @Column({ type: 'integer', name: 'copy_pieces', nullable: true })
  copyPieces!: number | null;

  @Column({ type: 'text' })
  scan!: string;

  @Personal('story', 'evidence')
  @Column({ type: 'bytea', nullable: true })
  name!: Buffer | null;

  @InstantColumn({ name: 'uploaded_at' })
  uploadedAt!: string;

  @Column({ type: 'uuid', name: 'uploaded_by' })
  uploadedBy!: string;
}
