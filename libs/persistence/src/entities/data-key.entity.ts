import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** The key of one owner’s data (a case, an incident, a breach) or secret, wrapped. Deleting the row is shredding. */
@Entity({ name: 'data_keys' })
export class DataKeyRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id', nullable: true })
  caseId!: string | null;

  @Column({ type: 'uuid', name: 'incident_id', nullable: true })
  incidentId!: string | null;

  @Column({ type: 'uuid', name: 'breach_id', nullable: true })
  breachId!: string | null;

  @Column({ type: 'uuid', name: 'account_id', nullable: true })
  accountId!: string | null;

  @Column({ type: 'uuid', name: 'webhook_id', nullable: true })
  webhookId!: string | null;

  @Column({ type: 'text', name: 'kek_id' })
  kekId!: string;

  @Column({ type: 'bytea' })
  wrapped!: Buffer;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;
}
