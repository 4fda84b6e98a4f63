import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** Opens an account once when the authenticator is lost. */
@Entity({ name: 'recovery_codes' })
export class RecoveryCode {
  @PrimaryColumn({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @PrimaryColumn({ type: 'bytea', name: 'code_hash' })
  codeHash!: Buffer;

  @InstantColumn({ name: 'used_at', nullable: true })
  usedAt!: string | null;
}
