import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** How often somebody failed to sign in, and until when she waits. */
@Entity({ name: 'sign_in_throttles' })
export class SignInThrottle {
  @PrimaryColumn({ type: 'bytea' })
  key!: Buffer;

  @Column({ type: 'integer' })
  attempts!: number;

  @InstantColumn({ name: 'last_at' })
  lastAt!: string;

  @InstantColumn({ name: 'blocked_until' })
  blockedUntil!: string;
}
