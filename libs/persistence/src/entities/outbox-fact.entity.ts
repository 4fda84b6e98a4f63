import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Fact } from '#domain/facts.js';
import { InstantColumn } from '../columns.js';

/** Facts on their way to workflows, and the log from which a lost workflow is revived. */
@Entity({ name: 'outbox' })
export class OutboxFact {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'text', name: 'workflow_id' })
  workflowId!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'integer' })
  seq!: number;

  @Column({ type: 'jsonb' })
  fact!: Fact;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'attempted_at', nullable: true })
  attemptedAt!: string | null;

  @InstantColumn({ name: 'delivered_at', nullable: true })
  deliveredAt!: string | null;
}
