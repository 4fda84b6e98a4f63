import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DraftState } from '#domain/drafts/merge-draft.js';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** Answers that their author has not sent yet. */
@Entity({ name: 'task_drafts' })
export class TaskDraft {
  @PrimaryColumn({ type: 'uuid', name: 'task_id' })
  taskId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @Personal('story', 'drafting')
  @Column({ type: 'bytea' })
  answers!: Buffer;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'integer', name: 'form_version' })
  formVersion!: number;

  /** By question: revision, author, instant. */
  @Column({ type: 'jsonb' })
  fields!: DraftState['fields'];

  @Column({ type: 'uuid', array: true, name: 'shared_with' })
  sharedWith!: string[];

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: string;
}
