import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** What a machine signs in with on behalf of an account; the token itself is never stored. */
@Entity({ name: 'machine_tokens' })
export class MachineToken {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'bytea', name: 'token_hash' })
  tokenHash!: Buffer;

  @Column({ type: 'text', array: true })
  scopes!: string[];

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: string;

  @InstantColumn({ name: 'last_used_at', nullable: true })
  lastUsedAt!: string | null;

  @InstantColumn({ name: 'revoked_at', nullable: true })
  revokedAt!: string | null;
}
