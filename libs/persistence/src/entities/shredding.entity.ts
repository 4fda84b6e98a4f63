import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyOwnerKind } from '#privacy/vault.js';
import { InstantColumn } from '../columns.js';

/** A case or an incident whose personal data can be read by nobody any more. */
@Entity({ name: 'shreddings' })
export class Shredding {
  @PrimaryColumn({ type: 'text', name: 'owner_kind' })
  ownerKind!: KeyOwnerKind;

  @PrimaryColumn({ type: 'uuid', name: 'owner_id' })
  ownerId!: string;

  @InstantColumn({ name: 'shredded_at' })
  shreddedAt!: string;

  @Column({ type: 'timestamptz', name: 'destroyed_at', nullable: true })
  destroyedAt!: string | null;
}
