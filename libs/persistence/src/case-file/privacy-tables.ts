import type { TableShape } from './write-sql.js';

/** Pairs of cases, legal holds, the person's requests and what they changed, as a step writes them. */
export const PRIVACY_INSERTS = {
  duplicateChecks: { table: 'duplicate_checks', columns: { id: 'uuid', case_id: 'uuid', asked_at: 'timestamptz' } },
  duplicateDecisions: {
    table: 'duplicate_decisions',
    columns: {
      id: 'uuid',
      pair_id: 'uuid',
      case_id: 'uuid',
      decision: 'text',
      reason: 'sealed',
      decided_by: 'uuid',
      decided_at: 'timestamptz',
    },
  },
  legalHolds: {
    table: 'legal_holds',
    columns: { id: 'uuid', case_id: 'uuid', reason: 'sealed', placed_by: 'uuid', placed_at: 'timestamptz' },
  },
  subjectRequests: {
    table: 'subject_requests',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      kind: 'text',
      asked_by: 'text',
      details: 'sealed',
      received_at: 'timestamptz',
      due_at: 'timestamptz',
      filed_by: 'uuid',
      filed_at: 'timestamptz',
    },
  },
  personCorrections: {
    table: 'person_corrections',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      request_id: 'uuid',
      field: 'text',
      previous: 'sealed',
      corrected_by: 'uuid',
      corrected_at: 'timestamptz',
    },
  },
} as const satisfies Record<string, TableShape>;

export const PRIVACY_UPDATES = {
  legalHoldLifts: {
    table: 'legal_holds',
    columns: { id: 'uuid', lift_reason: 'sealed', lifted_by: 'uuid', lifted_at: 'timestamptz' },
  },
  subjectRequestDecisions: {
    table: 'subject_requests',
    columns: { id: 'uuid', decision: 'text', decision_reason: 'sealed', decided_by: 'uuid', decided_at: 'timestamptz' },
  },
  subjectRequestLifts: {
    table: 'subject_requests',
    columns: { id: 'uuid', lift_reason: 'sealed', lifted_by: 'uuid', lifted_at: 'timestamptz' },
  },
} as const satisfies Record<string, TableShape>;
