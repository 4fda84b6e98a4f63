import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** What an agency has decided for its people. */
@Entity({ name: 'agency_settings' })
export class AgencySettings {
  @PrimaryColumn({ type: 'text' })
  agency!: string;

  /** Whether their devices may keep drafts and unsent reports. */
  @Column({ type: 'boolean', name: 'keeps_offline' })
  keepsOffline!: boolean;

  @Column({ type: 'uuid', name: 'changed_by' })
  changedBy!: string;

  @InstantColumn({ name: 'changed_at' })
  changedAt!: string;
}
