import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** A signed-in browser; the token itself is never stored. */
@Entity({ name: 'sessions' })
export class Session {
  @PrimaryColumn({ type: 'bytea', name: 'token_hash' })
  tokenHash!: Buffer;

  @Column({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: string;

  /** Its name towards its owner, who ends it by this; the token stays unknown. */
  @Column({ type: 'uuid' })
  id!: string;

  @InstantColumn({ name: 'last_seen_at' })
  lastSeenAt!: string;

  @Column({ type: 'text' })
  device!: string;

  @Column({ type: 'text' })
  method!: 'password' | 'oidc';

  @InstantColumn({ name: 'strong_at' })
  strongAt!: string;

  @Column({ type: 'boolean', name: 'second_factor' })
  secondFactor!: boolean;
}
