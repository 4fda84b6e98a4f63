import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** What stood before a correction. A ledger. */
@Entity({ name: 'person_corrections' })
export class PersonCorrection {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'uuid', name: 'request_id' })
  requestId!: string;

  @Column({ type: 'text' })
  field!: string;

  @Personal('identity', 'subject-rights')
  @Column({ type: 'bytea', nullable: true })
  previous!: Buffer | null;

  @Column({ type: 'uuid', name: 'corrected_by' })
  correctedBy!: string;

  @InstantColumn({ name: 'corrected_at' })
  correctedAt!: string;
}
