import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** A machine that is told of clocks. */
@Entity({ name: 'webhooks' })
export class Webhook {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  url!: string;

  /** From before it was sealed. */
  @Column({ type: 'text', nullable: true })
  secret!: string | null;

  @Column({ type: 'bytea', name: 'sealed_secret', nullable: true })
  sealedSecret!: Buffer | null;

  @Column({ type: 'text', nullable: true })
  province!: string | null;

  @Column({ type: 'uuid', name: 'created_by' })
  createdBy!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'disabled_at', nullable: true })
  disabledAt!: string | null;
}
