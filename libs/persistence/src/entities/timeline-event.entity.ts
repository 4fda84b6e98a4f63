import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** The case’s history in codes; sentences are made when it is read. A ledger. */
@Entity({ name: 'timeline_events' })
export class TimelineEvent {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'jsonb' })
  params!: Record<string, unknown>;

  @InstantColumn({ name: 'happened_at' })
  happenedAt!: string;

  @InstantColumn({ name: 'recorded_at' })
  recordedAt!: string;

  @Column({ type: 'uuid', name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column({ type: 'text', nullable: true })
  agency!: string | null;
}
