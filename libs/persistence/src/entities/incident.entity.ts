import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** One report: what was found, where, by whom. Groups the cases of the persons found together. */
@Entity({ name: 'incidents' })
export class Incident {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'text' })
  channel!: string;

  @Column({ type: 'text' })
  province!: string;

  @Personal('story', 'report')
  @Column({ type: 'bytea', nullable: true })
  place!: Buffer | null;

  @Personal('story', 'report')
  @Column({ type: 'bytea', nullable: true })
  narrative!: Buffer | null;

  @Column({ type: 'boolean', name: 'danger_now' })
  dangerNow!: boolean;

  @InstantColumn({ name: 'happened_at' })
  happenedAt!: string;

  @InstantColumn({ name: 'reported_at' })
  reportedAt!: string;

  @Column({ type: 'uuid', name: 'reported_by' })
  reportedBy!: string;

  @Column({ type: 'text', name: 'reporter_agency' })
  reporterAgency!: string;

  @Column({ type: 'boolean', name: 'reporter_consents' })
  reporterConsents!: boolean;

  @Personal('story', 'report')
  @Column({ type: 'bytea', name: 'foreign_finding', nullable: true })
  foreignFinding!: Buffer | null;
}
