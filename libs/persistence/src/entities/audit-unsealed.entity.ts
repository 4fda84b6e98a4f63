import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** An audit row that waits for its seal. Filled by a trigger with the row's own commit, emptied by the sealer. */
@Entity({ name: 'audit_unsealed' })
export class AuditUnsealed {
  @PrimaryColumn({ type: 'uuid', name: 'event_id' })
  eventId!: string;

  @InstantColumn({ name: 'queued_at' })
  queuedAt!: string;
}
