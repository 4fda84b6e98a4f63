import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChecklistName } from '#domain/checklists.js';
import type { ClockKey } from '#domain/clock.js';
import type { Role } from '#domain/roles.js';
import type { TaskKey } from '#domain/task-keys.js';
import type { TaskState } from '#domain/step.js';
import { InstantColumn } from '../columns.js';

/** One human step. */
@Entity({ name: 'tasks' })
export class Task {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text', name: 'workflow_id' })
  workflowId!: string;

  @Column({ type: 'text' })
  checklist!: ChecklistName;

  @Column({ type: 'text' })
  key!: TaskKey;

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ type: 'text' })
  cause!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  state!: TaskState;

  @Column({ type: 'text', array: true })
  roles!: Role[];

  /** The one agency that is asked, where it is one. */
  @Column({ type: 'text', nullable: true })
  agency!: string | null;

  /** The words of those who may see it (libs/access). */
  @Column({ type: 'text', array: true })
  access!: string[];

  @Column({ type: 'text' })
  province!: string;

  @Column({ type: 'uuid', name: 'assignee_id', nullable: true })
  assigneeId!: string | null;

  @Column({ type: 'boolean' })
  urgent!: boolean;

  @Column({ type: 'boolean', name: 'must_decide' })
  mustDecide!: boolean;

  @Column({ type: 'text', name: 'clock_key', nullable: true })
  clockKey!: ClockKey | null;

  @InstantColumn({ name: 'planned_at', nullable: true })
  plannedAt!: string | null;

  @InstantColumn({ name: 'due_at', nullable: true })
  dueAt!: string | null;

  @InstantColumn({ name: 'opened_at', nullable: true })
  openedAt!: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'settled_at', nullable: true })
  settledAt!: string | null;

  @Column({ type: 'uuid', name: 'completed_by', nullable: true })
  completedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;
}
