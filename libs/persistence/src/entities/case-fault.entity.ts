import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** What is wrong with the machinery of a case; open until `clearedAt`. */
@Entity({ name: 'case_faults' })
export class CaseFault {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text', name: 'workflow_id', nullable: true })
  workflowId!: string | null;

  @Column({ type: 'text' })
  kind!: string;

  @InstantColumn()
  since!: string;

  @Column({ type: 'jsonb' })
  detail!: Record<string, string | number>;

  @InstantColumn({ name: 'cleared_at', nullable: true })
  clearedAt!: string | null;
}
