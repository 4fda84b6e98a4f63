import { Column, Entity, PrimaryColumn } from 'typeorm';
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
  @Column({ type: 'bytea' })
  answers!: Buffer;

  @Column({ type: 'integer' })
  revision!: number;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: string;
}
