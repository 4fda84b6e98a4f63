import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DuplicateDecisionKind } from '#domain/duplicates.js';
import { InstantColumn } from '../columns.js';
import { Personal } from '../personal.js';

/** What a person decided about a pair of cases, and why. A ledger. */
@Entity({ name: 'duplicate_decisions' })
export class DuplicateDecisionRow {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'pair_id' })
  pairId!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'text' })
  decision!: DuplicateDecisionKind;

  @Personal('story', 'identification')
  @Column({ type: 'bytea' })
  reason!: Buffer;

  @Column({ type: 'uuid', name: 'decided_by' })
  decidedBy!: string;

  @InstantColumn({ name: 'decided_at' })
  decidedAt!: string;
}
