import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** Who did or read what, when. A ledger. */
@Entity({ name: 'audit_events' })
export class AuditEvent {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @InstantColumn()
  at!: string;

  @Column({ type: 'uuid', name: 'account_id', nullable: true })
  accountId!: string | null;

  @Column({ type: 'text', array: true })
  roles!: string[];

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  purpose!: string;

  @Column({ type: 'uuid', name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column({ type: 'text', name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Column({ type: 'text', array: true })
  fields!: string[];

  @Column({ type: 'text', name: 'request_id', nullable: true })
  requestId!: string | null;
}
