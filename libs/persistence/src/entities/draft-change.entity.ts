import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** Who answered or cleared which question of a draft, and when. A ledger of codes: the answers stand elsewhere. */
@Entity({ name: 'draft_changes' })
export class DraftChangeRow {
  @PrimaryColumn({ type: 'uuid', name: 'task_id' })
  taskId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'author_id' })
  authorId!: string;

  @PrimaryColumn({ type: 'integer' })
  revision!: number;

  @PrimaryColumn({ type: 'text' })
  field!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'boolean' })
  cleared!: boolean;

  @Column({ type: 'uuid', name: 'changed_by' })
  changedBy!: string;

  @InstantColumn({ name: 'changed_at' })
  changedAt!: string;
}
