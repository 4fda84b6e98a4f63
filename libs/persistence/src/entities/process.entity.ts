import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProcessKind } from '#domain/facts.js';
import { InstantColumn } from '../columns.js';

/** A workflow that carries a case or a part of it, with its sequence of facts. */
@Entity({ name: 'processes' })
export class Process {
  @PrimaryColumn({ type: 'text', name: 'workflow_id' })
  workflowId!: string;

  @Column({ type: 'text' })
  kind!: ProcessKind;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer', name: 'last_seq' })
  lastSeq!: number;

  @Column({ type: 'integer', name: 'applied_seq' })
  appliedSeq!: number;

  @InstantColumn({ name: 'started_at' })
  startedAt!: string;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt!: string | null;
}
