import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** A policy version that an office has added; it never changes. */
@Entity({ name: 'policies' })
export class PolicyVersion {
  @PrimaryColumn({ type: 'text' })
  version!: string;

  @Column({ type: 'jsonb' })
  document!: unknown;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'uuid', name: 'created_by' })
  createdBy!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;
}
