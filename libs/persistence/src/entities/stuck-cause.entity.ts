import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** What holds up a case, or will from `stuckAt` on. */
@Entity({ name: 'stuck_causes' })
export class StuckCauseRow {
  @PrimaryColumn({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'text' })
  cause!: string;

  @Column({ type: 'text' })
  rule!: string;

  @InstantColumn()
  since!: string;

  @InstantColumn({ name: 'stuck_at' })
  stuckAt!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'text' })
  province!: string;

  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  @Column({ type: 'text', array: true })
  roles!: string[];

  @Column({ type: 'uuid', name: 'task_id', nullable: true })
  taskId!: string | null;

  @Column({ type: 'uuid', name: 'clock_id', nullable: true })
  clockId!: string | null;

  @Column({ type: 'text', name: 'workflow_id', nullable: true })
  workflowId!: string | null;

  @Column({ type: 'jsonb' })
  params!: unknown;

  @Column({ type: 'text' })
  digest!: string;
}
