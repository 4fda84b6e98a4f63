import { DomainError } from '#domain/errors.js';
import { dataKeySql, getCipher, type DataKeyJson } from './data-keys.js';
import type { Tx } from './unit-of-work.js';

interface PackTable {
  /** Which rows are hers; by default those of her case. */
  readonly where?: string;
  /** Columns that her key opens. */
  readonly sealed?: readonly string[];
  /** Columns that she is not given, beside those of staff and of the machinery. */
  readonly hidden?: readonly string[];
}

const OF_CASE = 't.case_id = $1';

/**
 * What a person is given when she asks for her data: every table that has something of her, here or below, or a test
 * fails (S31, test/medium/subject-requests.spec.ts).
 */
export const PACK_TABLES: Readonly<Record<string, PackTable>> = {
  cases: { where: 't.id = $1', hidden: ['reported_by', 'reporter_province'] },
  persons: {
    where: 't.id = (select person_id from cases where id = $1)',
    sealed: ['given_name', 'family_name', 'alias', 'born_on', 'national_id', 'passport_number', 'phone', 'address'],
  },
  // Its texts speak of everybody who was found there: a person reads them before one of them is given a part. Who
  // reported it is protected.
  incidents: {
    where: 't.id = (select incident_id from cases where id = $1)',
    hidden: ['place', 'narrative', 'foreign_finding', 'reporter_agency', 'reporter_consents'],
  },
  facts: { sealed: ['answers'] },
  documents: { sealed: ['name'] },
  consents: {},
  custodies: { sealed: ['place'] },
  service_referrals: { sealed: ['purpose', 'answer_reason'] },
  tasks: {},
  clocks: {},
  clock_events: {},
  clock_extensions: { sealed: ['authority', 'document', 'reason'] },
  timeline_events: {},
  wait_holds: { sealed: ['reason'] },
  stuck_actions: { sealed: ['reason'] },
  approvals: {},
  approval_decisions: { where: 't.approval_id in (select id from approvals where case_id = $1)' },
  emergency_accesses: { sealed: ['reason'] },
  subject_requests: { sealed: ['details', 'decision_reason', 'lift_reason'] },
  person_corrections: { sealed: ['previous'] },
  // That it is held, not why: the reason may belong to proceedings against others.
  legal_holds: { hidden: ['reason', 'lift_reason'] },
  // Who looked, by agency and purpose: to whom her data was disclosed.
  audit_events: {},
};

/** Tables with something of a case that are not in the pack, each with the reason that she may be told. */
export const NOT_IN_THE_PACK: Readonly<Record<string, string>> = {
  case_faults: 'faults of the machinery, nothing of the person',
  data_keys: 'the wrapped key of her data, which opens nothing outside',
  document_pieces: 'the documents themselves: handed over one by one, as files',
  document_upload_pieces: 'documents that are still on their way',
  document_uploads: 'documents that are still on their way; what was taken is in the pack',
  draft_changes: 'which questions of an unfinished form were touched by whom',
  duplicate_checks: 'that she is to be compared with others on record',
  duplicate_decisions: 'why staff took another case for hers or not: the other may be somebody else’s',
  duplicate_pairs: 'which other case may be hers: it may be somebody else’s',
  escalations: 'which member of staff was told of a time limit',
  notice_deliveries: 'messages to staff, codes only',
  notices: 'messages to staff, codes only',
  outbox: 'copies of facts on their way to the process engine, codes only',
  person_search_keys: 'hashes made of her names and numbers, which are in the pack',
  processes: 'which processes run for the case',
  stuck_causes: 'reckoned from tasks and clocks, which are in the pack',
  task_drafts: 'unfinished notes of one member of staff; what is recorded is in the pack',
};

/** Of staff or of the machinery; never of the person. */
const OMITTED = [
  ...['access', 'agency_id', 'stamp', 'request_id', 'roles', 'workflow_id', 'fired', 'revision', 'version'],
  ...['account_id', 'actor_id', 'answered_by', 'assignee_id', 'completed_by', 'corrected_by', 'decided_by', 'filed_by'],
  ...['lifted_by', 'owner_id', 'placed_by', 'recorded_by', 'reported_by', 'requested_by', 'sent_by', 'set_by'],
  ...['taken_by', 'uploaded_by'],
];

type PackRow = Readonly<Record<string, unknown>>;

export interface SubjectPack {
  readonly tables: Readonly<Record<string, readonly PackRow[]>>;
  readonly notIncluded: Readonly<Record<string, string>>;
}

export async function readSubjectPack(tx: Tx, caseId: string): Promise<SubjectPack> {
  const [kase] = await tx.query<{ dataKey: DataKeyJson | null; visible: boolean }>(
    `select ${dataKeySql('case', 'c.id')} as "dataKey", exists (select from persons p where p.id = c.person_id) as visible
     from cases c where c.id = $1`,
    [caseId],
  );
  if (kase === undefined) throw new DomainError('case-not-found');
  // A pack without what row level security hides from the reader would look whole and not be.
  if (!kase.visible) throw new DomainError('not-permitted');
  const cipher = await getCipher(tx, 'case', caseId, kase.dataKey);
  const tables: Record<string, readonly PackRow[]> = {};
  for (const [table, { where = OF_CASE, sealed = [], hidden = [] }] of Object.entries(PACK_TABLES)) {
    const rows = await tx.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) - $2::text[] as row from ${table} t where ${where}`,
      [caseId, [...OMITTED, ...hidden]],
    );
    tables[table] = rows.map(({ row }) => {
      for (const column of sealed) {
        row[column] = cipher.open({ column: `${table}.${column}`, row: String(row.id) }, bytesOf(row[column]));
      }
      return row;
    });
  }
  return { tables, notIncluded: NOT_IN_THE_PACK };
}

/** As `to_jsonb` writes bytes: `\x` and hexadecimal. */
function bytesOf(value: unknown): Buffer | null {
  return typeof value === 'string' ? Buffer.from(value.slice(2), 'hex') : null;
}
