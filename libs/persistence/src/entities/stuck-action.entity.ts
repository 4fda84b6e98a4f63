import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** What was done about a case on the board, and why. */
@Entity({ name: 'stuck_actions' })
export class StuckActionRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Personal('story', 'accountability')
  @Column({ type: 'bytea' })
  reason!: Buffer;

  @Column({ type: 'uuid', name: 'taken_by' })
  takenBy!: string;

  @InstantColumn({ name: 'taken_at' })
  takenAt!: string;
}
