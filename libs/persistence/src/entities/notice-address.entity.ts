import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** Where a person of staff wants her notices. */
@Entity({ name: 'notice_addresses' })
export class NoticeAddress {
  @PrimaryColumn({ type: 'uuid', name: 'account_id' })
  accountId!: string;

  @Column({ type: 'text' })
  email!: string;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: string;
}
