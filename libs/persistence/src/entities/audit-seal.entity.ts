import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** One link of the audit's chain: a batch of rows in their order, and the hash of all that came before. A ledger. */
@Entity({ name: 'audit_seals' })
export class AuditSeal {
  @PrimaryColumn({ type: 'bigint' })
  no!: string;

  @InstantColumn()
  at!: string;

  @Column({ type: 'bigint', name: 'last_row' })
  lastRow!: string;

  @Column({ type: 'uuid', array: true, name: 'event_ids' })
  eventIds!: string[];

  @Column({ type: 'bytea', name: 'row_hashes' })
  rowHashes!: Buffer;

  @Column({ type: 'bytea' })
  previous!: Buffer;

  @Column({ type: 'bytea' })
  hash!: Buffer;
}
