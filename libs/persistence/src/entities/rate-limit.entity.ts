import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How much of a limit is used; written by rate-limiter-flexible. */
@Entity({ name: 'rate_limits' })
export class RateLimit {
  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'integer' })
  points!: number;

  @Column({ type: 'bigint', nullable: true })
  expire!: string | null;
}
