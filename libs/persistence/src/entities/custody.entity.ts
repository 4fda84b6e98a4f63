import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** A taking into protection under s.29. A ledger. */
@Entity({ name: 'custodies' })
export class Custody {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @InstantColumn({ name: 'started_at' })
  startedAt!: string;

  @Column({ type: 'text', name: 'place_type' })
  placeType!: string;

  @Personal('story', 'protection')
  @Column({ type: 'bytea', nullable: true })
  place!: Buffer | null;

  @InstantColumn({ name: 'recorded_at' })
  recordedAt!: string;
}
