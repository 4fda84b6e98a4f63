import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** What keeps a case from being erased although its retention has passed. */
@Entity({ name: 'legal_holds' })
export class LegalHold {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Personal('story', 'legal-hold')
  @Column({ type: 'bytea' })
  reason!: Buffer;

  @Column({ type: 'uuid', name: 'placed_by' })
  placedBy!: string;

  @InstantColumn({ name: 'placed_at' })
  placedAt!: string;

  @Personal('story', 'legal-hold')
  @Column({ type: 'bytea', name: 'lift_reason', nullable: true })
  liftReason!: Buffer | null;

  @Column({ type: 'uuid', name: 'lifted_by', nullable: true })
  liftedBy!: string | null;

  @InstantColumn({ name: 'lifted_at', nullable: true })
  liftedAt!: string | null;
}
