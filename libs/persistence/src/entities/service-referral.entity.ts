import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** A request to a service, and its answer. */
@Entity({ name: 'service_referrals' })
export class ServiceReferral {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text' })
  service!: string;

  @Column({ type: 'text', name: 'receiver_agency' })
  receiverAgency!: string;

  @Personal('story', 'referral')
  @Column({ type: 'bytea' })
  purpose!: Buffer;

  @Column({ type: 'boolean' })
  urgent!: boolean;

  @Column({ type: 'text', name: 'shared_fields', array: true })
  sharedFields!: string[];

  @InstantColumn({ name: 'consented_at' })
  consentedAt!: string;

  @Column({ type: 'text' })
  state!: string;

  @InstantColumn({ name: 'sent_at' })
  sentAt!: string;

  @Column({ type: 'uuid', name: 'sent_by' })
  sentBy!: string;

  @InstantColumn({ name: 'answered_at', nullable: true })
  answeredAt!: string | null;

  @Column({ type: 'uuid', name: 'answered_by', nullable: true })
  answeredBy!: string | null;

  @Personal('story', 'referral')
  @Column({ type: 'bytea', name: 'answer_reason', nullable: true })
  answerReason!: Buffer | null;

  @Column({ type: 'uuid', nullable: true })
  replaces!: string | null;
}
