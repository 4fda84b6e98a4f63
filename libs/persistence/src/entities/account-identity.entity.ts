import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** Who an account is at an identity provider. */
@Entity({ name: 'account_identities' })
export class AccountIdentity {
  @PrimaryColumn({ type: 'text' })
  issuer!: string;

  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @Column({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @Column({ type: 'uuid', name: 'linked_by' })
  linkedBy!: string;

  @InstantColumn({ name: 'linked_at' })
  linkedAt!: string;
}
