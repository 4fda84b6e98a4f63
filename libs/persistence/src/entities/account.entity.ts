import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#domain/roles.js';
import { InstantColumn } from '../columns.js';

/** A person who works with the system. */
@Entity({ name: 'accounts' })
export class Account {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  username!: string;

  @Column({ type: 'text', name: 'display_name' })
  displayName!: string;

  @Column({ type: 'text', name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  @Column({ type: 'text' })
  agency!: string;

  @Column({ type: 'text', nullable: true })
  province!: string | null;

  @Column({ type: 'text', array: true })
  roles!: Role[];

  @InstantColumn({ name: 'created_at' })
  createdAt!: string;

  @InstantColumn({ name: 'disabled_at', nullable: true })
  disabledAt!: string | null;

  /** To whom it goes when her time limits run out. */
  @Column({ type: 'uuid', name: 'supervisor_id', nullable: true })
  supervisorId!: string | null;

  @Column({ type: 'boolean' })
  demo!: boolean;

  @Column({ type: 'integer' })
  revision!: number;
}
