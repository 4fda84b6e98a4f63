import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** Who moved a clock’s end, on what ground, by which document. A ledger. */
@Entity({ name: 'clock_extensions' })
export class ClockExtension {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'clock_id' })
  clockId!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text' })
  ground!: string;

  @Personal('story', 'protection')
  @Column({ type: 'bytea' })
  authority!: Buffer;

  @Personal('story', 'protection')
  @Column({ type: 'bytea' })
  document!: Buffer;

  @Personal('story', 'protection')
  @Column({ type: 'bytea', nullable: true })
  reason!: Buffer | null;

  @InstantColumn({ name: 'previous_due_at' })
  previousDueAt!: string;

  @InstantColumn({ name: 'new_due_at' })
  newDueAt!: string;

  @InstantColumn({ name: 'granted_at' })
  grantedAt!: string;

  /** A grant may be typed later than it was given: what was known when follows from this. */
  @InstantColumn({ name: 'recorded_at' })
  recordedAt!: string;

  @Column({ type: 'uuid', name: 'recorded_by' })
  recordedBy!: string;
}
