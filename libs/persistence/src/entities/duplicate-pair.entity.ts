import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';
import type { DuplicateSignal, DuplicateState } from '#domain/duplicates.js';

/** Two cases that may be one person's, and what a person has decided about them. */
@Entity({ name: 'duplicate_pairs' })
export class DuplicatePair {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'uuid', name: 'other_case_id' })
  otherCaseId!: string;

  @Column({ type: 'text' })
  state!: DuplicateState;

  @Column({ type: 'text', array: true })
  signals!: DuplicateSignal[];

  @InstantColumn({ name: 'proposed_at' })
  proposedAt!: string;

  @Column({ type: 'text', array: true, name: 'dismissed_signals' })
  dismissedSignals!: DuplicateSignal[];

  @Column({ type: 'uuid', name: 'following_case_id', nullable: true })
  followingCaseId!: string | null;
}
