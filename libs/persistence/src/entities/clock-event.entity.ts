import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Watchman } from '#domain/clock.js';
import { InstantColumn } from '../columns.js';

/** A warning or an end that was seen. A ledger. */
@Entity({ name: 'clock_events' })
export class ClockEventRow {
  @PrimaryColumn({ type: 'uuid', name: 'clock_id' })
  clockId!: string;

  @PrimaryColumn({ type: 'integer' })
  revision!: number;

  @PrimaryColumn({ type: 'smallint' })
  threshold!: number;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @InstantColumn({ name: 'due_at' })
  dueAt!: string;

  @InstantColumn({ name: 'fired_at' })
  firedAt!: string;

  @Column({ type: 'bigint', name: 'late_by_ms' })
  lateByMs!: string;

  @Column({ type: 'text', name: 'seen_by' })
  seenBy!: Watchman;
}
