import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** What the reconciler found and did. */
@Entity({ name: 'reconciliations' })
export class Reconciliation {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @InstantColumn({ name: 'started_at' })
  startedAt!: string;

  @InstantColumn({ name: 'finished_at' })
  finishedAt!: string;

  @Column({ type: 'integer' })
  checked!: number;

  @Column({ type: 'integer' })
  repaired!: number;

  @Column({ type: 'integer' })
  reported!: number;

  @Column({ type: 'jsonb' })
  differences!: unknown;
}
