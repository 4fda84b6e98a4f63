import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** A case whose person is to be compared with those already known. */
@Entity({ name: 'duplicate_checks' })
export class DuplicateCheck {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @InstantColumn({ name: 'asked_at' })
  askedAt!: string;
}
