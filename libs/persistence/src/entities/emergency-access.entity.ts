import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** An hour's sight of one case by somebody who has no part in it. A ledger: it ends by itself. */
@Entity({ name: 'emergency_accesses' })
export class EmergencyAccess {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @Personal('story', 'accountability')
  @Column({ type: 'bytea' })
  reason!: Buffer;

  @InstantColumn({ name: 'granted_at' })
  grantedAt!: string;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: string;
}
