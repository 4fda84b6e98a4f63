import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** One breach of personal data, with its clocks to the Office. */
@Entity({ name: 'breaches' })
export class Breach {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Personal('story', 'breach-register')
  @Column({ type: 'bytea', name: 'what_happened' })
  whatHappened!: Buffer;

  @Column({ type: 'text', array: true })
  categories!: string[];

  @Column({ type: 'integer', name: 'persons_affected' })
  personsAffected!: number;

  @Column({ type: 'boolean', name: 'high_risk' })
  highRisk!: boolean;

  @InstantColumn({ name: 'discovered_at' })
  discoveredAt!: string;

  @InstantColumn({ name: 'office_due_at' })
  officeDueAt!: string;

  @InstantColumn({ name: 'office_late_until_at' })
  officeLateUntilAt!: string;

  @Column({ type: 'uuid', name: 'recorded_by' })
  recordedBy!: string;

  @InstantColumn({ name: 'recorded_at' })
  recordedAt!: string;

  @InstantColumn({ name: 'office_notified_at', nullable: true })
  officeNotifiedAt!: string | null;

  @Personal('story', 'breach-register')
  @Column({ type: 'bytea', name: 'late_reason', nullable: true })
  lateReason!: Buffer | null;

  @InstantColumn({ name: 'persons_notified_at', nullable: true })
  personsNotifiedAt!: string | null;
}
