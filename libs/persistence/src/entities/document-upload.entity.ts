import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** A document on its way, its uploader's alone until it is whole. */
@Entity({ name: 'document_uploads' })
export class DocumentUpload {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'uuid', name: 'task_id', nullable: true })
  taskId!: string | null;

  @Column({ type: 'text' })
  kind!: string;

  @Personal('story', 'evidence')
  @Column({ type: 'bytea', nullable: true })
  name!: Buffer | null;

  @Column({ type: 'integer' })
  bytes!: number;

  @Column({ type: 'integer', default: 0 })
  received!: number;

  @Column({ type: 'uuid', name: 'created_by' })
  createdBy!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: string;
}
