import type { Tx } from '../unit-of-work.js';
import { insertSql, removalSql, updateSql, type TableShape } from './write-sql.js';
import { STUCK_INSERTS, STUCK_REMOVALS } from './stuck-tables.js';

const INSERTS = {
  ...STUCK_INSERTS,
  incidents: {
    table: 'incidents',
    columns: {
      id: 'uuid',
      number: 'text',
      channel: 'text',
      province: 'text',
      place: 'text',
      narrative: 'text',
      danger_now: 'boolean',
      happened_at: 'timestamptz',
      reported_at: 'timestamptz',
      reported_by: 'uuid',
      reporter_agency: 'text',
      reporter_consents: 'boolean',
      foreign_finding: 'jsonb',
    },
  },
  persons: {
    table: 'persons',
    columns: {
      id: 'uuid',
      given_name: 'text',
      family_name: 'text',
      alias: 'text',
      sex: 'text',
      born_on: 'date',
      age_statement: 'text',
      nationality: 'text',
      language: 'text',
      national_id: 'text',
      passport_number: 'text',
      travel_document: 'text',
      phone: 'text',
      address: 'text',
      home_province: 'text',
    },
  },
  cases: {
    table: 'cases',
    columns: {
      id: 'uuid',
      number: 'text',
      incident_id: 'uuid',
      person_id: 'uuid',
      stage: 'text',
      stage_since: 'timestamptz',
      province: 'text',
      policy_version: 'text',
      codes: 'jsonb',
      must_decide: 'boolean',
      opened_at: 'timestamptz',
      reported_by: 'uuid',
      reporter_province: 'text',
      access: 'text[]',
    },
  },
  processes: {
    table: 'processes',
    columns: {
      workflow_id: 'text',
      kind: 'text',
      case_id: 'uuid',
      subject: 'text',
      state: 'text',
      last_seq: 'integer',
      started_at: 'timestamptz',
    },
  },
  facts: {
    table: 'facts',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      task_id: 'uuid',
      key: 'text',
      form_version: 'integer',
      outcome: 'text',
      answers: 'jsonb',
      happened_at: 'timestamptz',
      recorded_at: 'timestamptz',
      recorded_by: 'uuid',
      recorder_agency: 'text',
    },
  },
  tasks: {
    table: 'tasks',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      workflow_id: 'text',
      checklist: 'text',
      key: 'text',
      cause: 'text',
      subject: 'text',
      state: 'text',
      roles: 'text[]',
      province: 'text',
      agency: 'text',
      assignee_id: 'uuid',
      access: 'text[]',
      urgent: 'boolean',
      must_decide: 'boolean',
      clock_key: 'text',
      planned_at: 'timestamptz',
      due_at: 'timestamptz',
      opened_at: 'timestamptz',
      created_at: 'timestamptz',
      settled_at: 'timestamptz',
      completed_by: 'uuid',
      outcome: 'text',
    },
  },
  clocks: {
    table: 'clocks',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      workflow_id: 'text',
      task_id: 'uuid',
      key: 'text',
      policy_version: 'text',
      started_at: 'timestamptz',
      first_due_at: 'timestamptz',
      due_at: 'timestamptz',
      revision: 'integer',
      revised_at: 'timestamptz',
      fired: 'smallint[]',
      state: 'text',
      next_at: 'timestamptz',
      recorded_at: 'timestamptz',
      ended_at: 'timestamptz',
      late_by_ms: 'bigint',
      stopped_at: 'timestamptz',
      stop_reason: 'text',
    },
  },
  clockEvents: {
    table: 'clock_events',
    columns: {
      clock_id: 'uuid',
      revision: 'integer',
      threshold: 'smallint',
      case_id: 'uuid',
      due_at: 'timestamptz',
      fired_at: 'timestamptz',
      late_by_ms: 'bigint',
      seen_by: 'text',
    },
  },
  caseFaults: {
    table: 'case_faults',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      workflow_id: 'text',
      kind: 'text',
      since: 'timestamptz',
      detail: 'jsonb',
    },
  },
  escalations: {
    table: 'escalations',
    columns: {
      clock_id: 'uuid',
      revision: 'integer',
      step: 'text',
      case_id: 'uuid',
      threshold: 'smallint',
      rungs: 'text[]',
      urgent: 'boolean',
      due_at: 'timestamptz',
    },
  },
  clockExtensions: {
    table: 'clock_extensions',
    columns: {
      id: 'uuid',
      clock_id: 'uuid',
      case_id: 'uuid',
      ground: 'text',
      authority: 'text',
      document: 'text',
      reason: 'text',
      previous_due_at: 'timestamptz',
      new_due_at: 'timestamptz',
      granted_at: 'timestamptz',
      recorded_by: 'uuid',
    },
  },
  custodies: {
    table: 'custodies',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      started_at: 'timestamptz',
      place_type: 'text',
      place: 'text',
      recorded_at: 'timestamptz',
    },
  },
  serviceReferrals: {
    table: 'service_referrals',
    columns: {
      id: 'uuid',
      case_id: 'uuid',
      service: 'text',
      receiver_agency: 'text',
      purpose: 'text',
      urgent: 'boolean',
      shared_fields: 'text[]',
      consented_at: 'timestamptz',
      sent_at: 'timestamptz',
      sent_by: 'uuid',
      replaces: 'uuid',
    },
  },
  timeline: {
    table: 'timeline_events',
    columns: {
      case_id: 'uuid',
      kind: 'text',
      params: 'jsonb',
      happened_at: 'timestamptz',
      recorded_at: 'timestamptz',
      actor_id: 'uuid',
      agency: 'text',
    },
  },
  audit: {
    table: 'audit_events',
    columns: {
      id: 'uuid',
      at: 'timestamptz',
      account_id: 'uuid',
      roles: 'text[]',
      agency: 'text',
      action: 'text',
      purpose: 'text',
      decision: 'text',
      case_id: 'uuid',
      subject_id: 'text',
      fields: 'text[]',
      request_id: 'text',
      stamp: 'bytea',
    },
  },
  outbox: {
    table: 'outbox',
    columns: { workflow_id: 'text', case_id: 'uuid', seq: 'integer', fact: 'jsonb' },
  },
} as const satisfies Record<string, TableShape>;

const UPDATES = {
  tasks: {
    table: 'tasks',
    columns: {
      id: 'uuid',
      assignee_id: 'uuid',
      state: 'text',
      urgent: 'boolean',
      must_decide: 'boolean',
      opened_at: 'timestamptz',
      due_at: 'timestamptz',
      settled_at: 'timestamptz',
      completed_by: 'uuid',
      outcome: 'text',
      access: 'text[]',
    },
  },
  clocks: {
    table: 'clocks',
    columns: {
      id: 'uuid',
      due_at: 'timestamptz',
      revision: 'integer',
      revised_at: 'timestamptz',
      fired: 'smallint[]',
      state: 'text',
      next_at: 'timestamptz',
      ended_at: 'timestamptz',
      late_by_ms: 'bigint',
      stopped_at: 'timestamptz',
      stop_reason: 'text',
    },
  },
  processes: {
    table: 'processes',
    columns: {
      workflow_id: 'text',
      state: 'text',
      last_seq: 'integer',
      applied_seq: 'integer',
      ended_at: 'timestamptz',
    },
  },
  cases: {
    table: 'cases',
    columns: {
      id: 'uuid',
      stage: 'text',
      stage_no: 'integer',
      stage_since: 'timestamptz',
      status: 'text',
      outcome: 'text',
      codes: 'jsonb',
      must_decide: 'boolean',
      closed_at: 'timestamptz',
      retention_until: 'date',
      province: 'text',
      agency: 'text',
      access: 'text[]',
    },
  },
  caseFaults: { table: 'case_faults', columns: { id: 'uuid', cleared_at: 'timestamptz' } },
  referralAnswers: {
    table: 'service_referrals',
    columns: { id: 'uuid', state: 'text', answered_at: 'timestamptz', answered_by: 'uuid', answer_reason: 'text' },
  },
  referralStates: { table: 'service_referrals', columns: { id: 'uuid', state: 'text' } },
} as const satisfies Record<string, TableShape>;

export type InsertTarget = keyof typeof INSERTS;
export type UpdateTarget = keyof typeof UPDATES;
export type RemovalTarget = keyof typeof STUCK_REMOVALS;
type Row<Shape extends TableShape> = Partial<Record<keyof Shape['columns'], unknown>>;

/**
 * Collects what one step writes and sends it as a single statement: one round trip, and the foreign keys between the
 * new rows are checked at its end.
 */
export class CaseWrites {
  private readonly inserts = new Map<InsertTarget, Row<TableShape>[]>();
  private readonly updates = new Map<UpdateTarget, Row<TableShape>[]>();
  private readonly removals = new Map<RemovalTarget, Row<TableShape>[]>();

  insert<Target extends InsertTarget>(target: Target, row: Row<(typeof INSERTS)[Target]>): void {
    put(this.inserts, target, [row]);
  }

  update<Target extends UpdateTarget>(target: Target, row: Row<(typeof UPDATES)[Target]>): void {
    put(this.updates, target, [row]);
  }

  remove<Target extends RemovalTarget>(target: Target, row: Row<(typeof STUCK_REMOVALS)[Target]>): void {
    put(this.removals, target, [row]);
  }

  get isEmpty(): boolean {
    return this.inserts.size === 0 && this.updates.size === 0 && this.removals.size === 0;
  }

  /** Takes over what another change would write, so that several cases are written by one statement. */
  takeFrom(other: CaseWrites): void {
    for (const [target, rows] of other.inserts) put(this.inserts, target, rows);
    for (const [target, rows] of other.updates) put(this.updates, target, rows);
    for (const [target, rows] of other.removals) put(this.removals, target, rows);
    other.clear();
  }

  private clear(): void {
    this.inserts.clear();
    this.updates.clear();
    this.removals.clear();
  }

  async flush(tx: Tx): Promise<void> {
    const parts: string[] = [];
    const params: string[] = [];
    const add = (rows: unknown, sqlOf: (part: number, param: number) => string): void => {
      params.push(JSON.stringify(rows));
      parts.push(sqlOf(parts.length, params.length));
    };
    for (const [target, rows] of this.inserts) add(rows, (...at) => insertSql(INSERTS[target], ...at));
    for (const [target, rows] of this.updates) add(rows, (...at) => updateSql(UPDATES[target], ...at));
    for (const [target, rows] of this.removals) add(rows, (...at) => removalSql(STUCK_REMOVALS[target], ...at));
    this.clear();
    if (parts.length > 0) await tx.query(`with ${parts.join(',\n')} select 1`, params);
  }
}

function put<Target>(into: Map<Target, Row<TableShape>[]>, target: Target, rows: readonly Row<TableShape>[]): void {
  into.set(target, [...(into.get(target) ?? []), ...rows]);
}
