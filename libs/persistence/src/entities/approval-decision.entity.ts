import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** The second person’s word; once. */
@Entity({ name: 'approval_decisions' })
export class ApprovalDecision {
  @PrimaryColumn({ type: 'uuid', name: 'approval_id' })
  approvalId!: string;

  @Column({ type: 'text' })
  decision!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'uuid', name: 'decided_by' })
  decidedBy!: string;

  @InstantColumn({ name: 'decided_at' })
  decidedAt!: string;
}
