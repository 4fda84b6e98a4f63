import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** An e-mail or a webhook call that is to be sent, or was, or never could be. */
@Entity({ name: 'notice_deliveries' })
export class NoticeDelivery {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ type: 'text' })
  channel!: string;

  @Column({ type: 'uuid', name: 'notice_id', nullable: true })
  noticeId!: string | null;

  @Column({ type: 'uuid', name: 'recipient_id', nullable: true })
  recipientId!: string | null;

  @Column({ type: 'uuid', name: 'webhook_id', nullable: true })
  webhookId!: string | null;

  @Column({ type: 'uuid', name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column({ type: 'uuid', name: 'clock_id', nullable: true })
  clockId!: string | null;

  @Column({ type: 'text' })
  topic!: string;

  @Column({ type: 'jsonb', nullable: true })
  payload!: Record<string, string | number> | null;

  @Column({ type: 'boolean' })
  digest!: boolean;

  @Column({ type: 'text' })
  state!: string;

  @Column({ type: 'integer' })
  attempts!: number;

  @InstantColumn({ name: 'not_before' })
  notBefore!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'settled_at', nullable: true })
  settledAt!: string | null;

  @Column({ type: 'text', name: 'last_failure', nullable: true })
  lastFailure!: string | null;
}
