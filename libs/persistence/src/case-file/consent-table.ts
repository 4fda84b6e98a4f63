import type { TableShape } from './write-sql.js';

/** The ledger of consents, as a step writes it. */
export const CONSENT_INSERTS = {
  consents: {
    table: 'consents',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      scope: 'text',
      state: 'text',
      given_by: 'text',
      language: 'text',
      interpreter_used: 'boolean',
      wording_version: 'text',
      form_version: 'integer',
      told: 'text[]',
      referral_id: 'uuid',
      happened_at: 'timestamptz',
      recorded_at: 'timestamptz',
      recorded_by: 'uuid',
    },
  },
} as const satisfies Record<string, TableShape>;
