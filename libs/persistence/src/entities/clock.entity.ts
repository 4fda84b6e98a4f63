import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClockKey, ClockState, Threshold } from '#domain/clock.js';
import { InstantColumn } from '../columns.js';

/** A statutory or product clock. */
@Entity({ name: 'clocks' })
export class ClockRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text', name: 'workflow_id' })
  workflowId!: string;

  @Column({ type: 'uuid', name: 'task_id', nullable: true })
  taskId!: string | null;

  @Column({ type: 'text' })
  key!: ClockKey;

  @Column({ type: 'text', name: 'policy_version' })
  policyVersion!: string;

  @InstantColumn({ name: 'started_at' })
  startedAt!: string;

  @InstantColumn({ name: 'first_due_at' })
  firstDueAt!: string;

  @InstantColumn({ name: 'due_at' })
  dueAt!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @InstantColumn({ name: 'revised_at' })
  revisedAt!: string;

  @Column({ type: 'smallint', array: true })
  fired!: Threshold[];

  @Column({ type: 'text' })
  state!: ClockState;

  /** The next warning or the end: what the sweeper searches by. None once the clock does not run any more. */
  @InstantColumn({ name: 'next_at', nullable: true })
  nextAt!: string | null;

  @InstantColumn({ name: 'recorded_at' })
  recordedAt!: string;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: string | null;

  @Column({ type: 'bigint', name: 'late_by_ms', nullable: true })
  lateByMs!: string | null;

  @InstantColumn({ name: 'stopped_at', nullable: true })
  stoppedAt!: string | null;

  @Column({ type: 'text', name: 'stop_reason', nullable: true })
  stopReason!: string | null;
}
