import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** A step of a clock’s ladder. */
@Entity({ name: 'escalations' })
export class Escalation {
  @PrimaryColumn({ type: 'uuid', name: 'clock_id' })
  clockId!: string;

  @PrimaryColumn({ type: 'integer' })
  revision!: number;

  @PrimaryColumn({ type: 'text' })
  step!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'smallint' })
  threshold!: number;

  @Column({ type: 'text', array: true })
  rungs!: string[];

  @Column({ type: 'boolean' })
  urgent!: boolean;

  @InstantColumn({ name: 'due_at' })
  dueAt!: string;

  @Column({ type: 'text' })
  state!: string;

  @InstantColumn({ name: 'settled_at', nullable: true })
  settledAt!: string | null;
}
