import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** Who did or read what, when. A ledger. */
@Entity({ name: 'audit_events' })
export class AuditEvent {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @InstantColumn()
  at!: string;

  @Column({ type: 'uuid', name: 'account_id', nullable: true })
  accountId!: string | null;

  @Column({ type: 'text', array: true })
  roles!: string[];

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  purpose!: string;

  @Column({ type: 'text' })
  decision!: 'allowed' | 'refused';

  @Column({ type: 'uuid', name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column({ type: 'text', name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Column({ type: 'text', array: true })
  fields!: string[];

  @Column({ type: 'text', name: 'request_id', nullable: true })
  requestId!: string | null;

  @Column({ type: 'bytea', nullable: true })
  stamp!: Buffer | null;
}
