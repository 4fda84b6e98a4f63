import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** A network from which an account has signed in. */
@Entity({ name: 'account_networks' })
export class AccountNetwork {
  @PrimaryColumn({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @PrimaryColumn({ type: 'bytea', name: 'network_hash' })
  networkHash!: Buffer;

  @InstantColumn({ name: 'last_signed_in_at' })
  lastSignedInAt!: string;
}
