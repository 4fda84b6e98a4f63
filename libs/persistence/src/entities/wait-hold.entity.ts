import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** Somebody says that a case waits rightly until a date. */
@Entity({ name: 'wait_holds' })
export class WaitHold {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text' })
  key!: string;

  @InstantColumn()
  until!: string;

  @Personal('story', 'accountability')
  @Column({ type: 'bytea' })
  reason!: Buffer;

  @Column({ type: 'uuid', name: 'set_by' })
  setBy!: string;

  @InstantColumn({ name: 'set_at' })
  setAt!: string;
}
