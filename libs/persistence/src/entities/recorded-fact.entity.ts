import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TaskKey } from '#domain/task-keys.js';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** What a person recorded by completing a task. A ledger: never changed. */
@Entity({ name: 'facts' })
export class RecordedFact {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'uuid', name: 'task_id', nullable: true })
  taskId!: string | null;

  @Column({ type: 'text' })
  key!: TaskKey;

  @Column({ type: 'integer', name: 'form_version' })
  formVersion!: number;

  @Column({ type: 'text' })
  outcome!: string;

  @Personal('story', 'casework')
  @Column({ type: 'bytea' })
  answers!: Buffer;

  /** The case's codes before this fact; null where it changed none. */
  @Column({ type: 'jsonb', name: 'codes_before', nullable: true })
  codesBefore!: unknown;

  @InstantColumn({ name: 'happened_at' })
  happenedAt!: string;

  @InstantColumn({ name: 'recorded_at' })
  recordedAt!: string;

  @Column({ type: 'uuid', name: 'recorded_by' })
  recordedBy!: string;

  @Column({ type: 'text', name: 'recorder_agency' })
  recorderAgency!: string;
}
