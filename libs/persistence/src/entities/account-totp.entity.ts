import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** The second factor of an account: the secret that its authenticator shares. */
@Entity({ name: 'account_totps' })
export class AccountTotp {
  @PrimaryColumn({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  /** From before it was sealed. */
  @Column({ type: 'text', nullable: true })
  secret!: string | null;

  @Column({ type: 'bytea', name: 'sealed_secret', nullable: true })
  sealedSecret!: Buffer | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'confirmed_at', nullable: true })
  confirmedAt!: string | null;

  @Column({ type: 'bigint', name: 'last_step' })
  lastStep!: string;
}
