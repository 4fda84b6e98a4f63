import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** What a person asks about her own data, and the answer. */
@Entity({ name: 'subject_requests' })
export class SubjectRequest {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text', name: 'asked_by' })
  askedBy!: string;

  @Personal('story', 'subject-rights')
  @Column({ type: 'bytea' })
  details!: Buffer;

  @InstantColumn({ name: 'received_at' })
  receivedAt!: string;

  @InstantColumn({ name: 'due_at' })
  dueAt!: string;

  @Column({ type: 'uuid', name: 'filed_by' })
  filedBy!: string;

  @InstantColumn({ name: 'filed_at' })
  filedAt!: string;

  @Column({ type: 'text', nullable: true })
  decision!: string | null;

  @Personal('story', 'subject-rights')
  @Column({ type: 'bytea', name: 'decision_reason', nullable: true })
  decisionReason!: Buffer | null;

  @Column({ type: 'uuid', name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @InstantColumn({ name: 'decided_at', nullable: true })
  decidedAt!: string | null;

  @Personal('story', 'subject-rights')
  @Column({ type: 'bytea', name: 'lift_reason', nullable: true })
  liftReason!: Buffer | null;

  @Column({ type: 'uuid', name: 'lifted_by', nullable: true })
  liftedBy!: string | null;

  @InstantColumn({ name: 'lifted_at', nullable: true })
  liftedAt!: string | null;
}
