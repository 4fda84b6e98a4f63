import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** What a person is told, in codes; once for each topic. */
@Entity({ name: 'notices' })
export class Notice {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'recipient_id' })
  recipientId!: string;

  @Column({ type: 'text' })
  topic!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'uuid', name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column({ type: 'uuid', name: 'clock_id', nullable: true })
  clockId!: string | null;

  @Column({ type: 'jsonb' })
  params!: Record<string, string | number>;

  @Column({ type: 'boolean' })
  urgent!: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'read_at', nullable: true })
  readAt!: string | null;
}
