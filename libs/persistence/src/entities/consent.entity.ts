import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** One version of a consent. What stands is the latest of its scope. A ledger. */
@Entity({ name: 'consents' })
export class Consent {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'bigint' })
  version!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text' })
  scope!: 'interview' | 'sharing';

  @Column({ type: 'text' })
  state!: 'given' | 'refused' | 'guardian-pending' | 'withdrawn';

  @Column({ type: 'text', name: 'given_by' })
  givenBy!: 'person' | 'guardian' | 'duty-of-care';

  @Column({ type: 'text', nullable: true })
  language!: string | null;

  @Column({ type: 'boolean', name: 'interpreter_used', nullable: true })
  interpreterUsed!: boolean | null;

  @Column({ type: 'text', name: 'wording_version', nullable: true })
  wordingVersion!: string | null;

  @Column({ type: 'integer', name: 'form_version', nullable: true })
  formVersion!: number | null;

  @Column({ type: 'text', array: true })
  told!: string[];

  @Column({ type: 'uuid', name: 'referral_id', nullable: true })
  referralId!: string | null;

  @InstantColumn({ name: 'happened_at' })
  happenedAt!: string;

  @InstantColumn({ name: 'recorded_at' })
  recordedAt!: string;

  @Column({ type: 'uuid', name: 'recorded_by', nullable: true })
  recordedBy!: string | null;
}
