/** The tables of the stuck board, as `CaseWrites` writes them. */
export const STUCK_INSERTS = {
  stuckCauses: {
    table: 'stuck_causes',
    columns: {
      case_id: 'uuid',
      key: 'text',
      cause: 'text',
      rule: 'text',
      since: 'timestamptz',
      stuck_at: 'timestamptz',
      stage: 'text',
      province: 'text',
      agency: 'text',
      roles: 'text[]',
      task_id: 'uuid',
      clock_id: 'uuid',
      workflow_id: 'text',
      params: 'jsonb',
      digest: 'text',
    },
    /** Written over by key: a cause that has changed is the same row. */
    replacesBy: ['case_id', 'key'],
  },
  waitHolds: {
    table: 'wait_holds',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      key: 'text',
      until: 'timestamptz',
      reason: 'sealed',
      set_by: 'uuid',
      set_at: 'timestamptz',
    },
  },
  stuckActions: {
    table: 'stuck_actions',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      action: 'text',
      subject: 'text',
      reason: 'sealed',
      taken_by: 'uuid',
      taken_at: 'timestamptz',
    },
  },
  approvals: {
    table: 'approvals',
    columns: {
      id: 'uuid',
      kind: 'text',
      case_id: 'uuid',
      payload: 'jsonb',
      reason: 'text',
      requested_by: 'uuid',
      requested_at: 'timestamptz',
    },
  },
} as const;

export const STUCK_REMOVALS = {
  stuckCauses: { table: 'stuck_causes', columns: { case_id: 'uuid', key: 'text' } },
} as const;
