import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseCodes } from '#domain/case-codes.js';
import type { Stage } from '#domain/stages.js';
import { InstantColumn } from '../columns.js';

/** One person’s way through the stages; codes only. */
@Entity({ name: 'cases' })
export class Case {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'uuid', name: 'incident_id' })
  incidentId!: string;

  @Column({ type: 'uuid', name: 'person_id' })
  personId!: string;

  @Column({ type: 'text' })
  stage!: Stage;

  @Column({ type: 'integer', name: 'stage_no' })
  stageNo!: number;

  @InstantColumn({ name: 'stage_since' })
  stageSince!: string;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ type: 'text' })
  province!: string;

  @Column({ type: 'text', name: 'policy_version' })
  policyVersion!: string;

  @Column({ type: 'jsonb' })
  codes!: CaseCodes;

  @Column({ type: 'uuid', name: 'owner_id', nullable: true })
  ownerId!: string | null;

  @Column({ type: 'boolean', name: 'must_decide' })
  mustDecide!: boolean;

  @InstantColumn({ name: 'opened_at' })
  openedAt!: string;

  @InstantColumn({ name: 'closed_at', nullable: true })
  closedAt!: string | null;

  @Column({ type: 'date', name: 'retention_until', nullable: true })
  retentionUntil!: string | null;

  @Column({ type: 'integer' })
  revision!: number;

  /** The agency that took it; null while nobody has. */
  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column({ type: 'uuid', name: 'reported_by' })
  reportedBy!: string;

  @Column({ type: 'text', name: 'reporter_province', nullable: true })
  reporterProvince!: string | null;

  /** The words of those who may see it (libs/access). */
  @Column({ type: 'text', array: true })
  access!: string[];
}
