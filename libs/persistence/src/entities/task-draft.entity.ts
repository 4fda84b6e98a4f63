import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Answers } from '#domain/task-template.js';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** Answers that their author has not sent yet. */
@Entity({ name: 'task_drafts' })
export class TaskDraft {
  @PrimaryColumn({ type: 'uuid', name: 'task_id' })
  taskId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @Personal('story')
  @Column({ type: 'jsonb' })
  answers!: Answers;

  @Column({ type: 'integer' })
  revision!: number;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: string;
}
