import { ACTION_ROLES } from '#domain/stuck-actions.js';
import { templateOf } from '#domain/checklists.js';
import type { CaseAction, FieldGroup } from '#access/permissions.js';
import type { Role } from '#domain/roles.js';

/** Shown to whoever may know them, and to nobody else. */
export const MARKERS = { person: 'มานีมาร์คเกอร์', referral: 'marker-of-a-purpose' } as const;

export type Target =
  'case' | 'task' | 'clock' | 'referral' | 'approval' | 'document' | 'request' | 'duplicate' | 'upload';

/** What an endpoint asks beside its permission: to stand to the case that it is about. */
export interface ContentRoute {
  readonly about: Target;
  /** What the relation must allow; null where seeing the case is enough. */
  readonly action: CaseAction | null;
  /** What must be shown for it to be found at all; several: one of them. */
  readonly needs: readonly FieldGroup[];
  /** Whoever may not read it is told that it does not exist. */
  readonly hides?: true;
  /** Asks for no relation: whoever holds the permission may, of any case. */
  readonly ofAnyCase?: true;
  /** It locks the case: only whoever may change something in it finds it. */
  readonly locks?: true;
  /** Only one of these roles, whatever the relation; `task`: those of the task itself. */
  readonly roles?: readonly Role[] | 'task';
  /** Found, but told apart only where this is shown as well. */
  readonly alsoShows?: FieldGroup;
  /** Refused beyond the check, so that asking changes nothing. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const read = { about: 'case', action: 'case.read', needs: ['status'], hides: true } as const;
const change = { about: 'case', needs: ['status'], locks: true } as const;
const onTask = { about: 'task', needs: ['task'], action: 'task.complete', roles: 'task' } as const;
/** Its uploader's alone (test/medium/document-uploads.spec.ts): of another's there is none. */
const onUpload = { about: 'upload', needs: ['status'], action: 'document.add' } as const;
const onPair = {
  about: 'duplicate',
  needs: ['process'],
  locks: true,
  action: 'duplicate.review',
  alsoShows: 'person',
} as const;
const onRequest = { about: 'request', needs: ['process'] } as const;
const reason = 'asked by the matrix';
const LATER = new Date(Date.now() + 300 * 86_400_000).toISOString();
const unknownCause = { key: 'no-such-cause', reason };

/** The smallest picture there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const LINE = '--saphan';
export const MULTIPART = { 'content-type': `multipart/form-data; boundary=${LINE}` };

export function upload(fields: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries({ kind: 'photo', ...fields }).map(
    ([name, value]) => `--${LINE}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${LINE}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`;
  return Buffer.concat([Buffer.from(parts.join('') + file), PNG, Buffer.from(`\r\n--${LINE}--\r\n`)]);
}

/** Endpoints about a case and what belongs to it. A route with an id that stands nowhere here fails the build. */
export const CONTENT_ROUTES: Readonly<Record<string, ContentRoute>> = {
  'GET /v1/cases/{id}': read,
  'GET /v1/cases/{id}/timeline': read,
  'GET /v1/cases/{id}/clocks': read,
  'GET /v1/cases/{id}/tasks': read,
  'GET /v1/cases/{id}/own-sheet': read,
  'GET /v1/cases/{id}/service-referrals': read,
  'GET /v1/cases/{id}/possible-duplicates': { ...read, action: 'duplicate.review' },
  'POST /v1/duplicates/{id}/decision': {
    ...onPair,
    body: { decision: 'merge', leadingCaseId: '00000000-0000-4000-8000-000000000000', reason },
  },
  'POST /v1/duplicates/{id}/reversal': { ...onPair, body: { reason } },
  'GET /v1/cases/{id}/documents': { ...read, alsoShows: 'story' },
  'GET /v1/documents/{id}': { ...read, about: 'document', needs: ['story'] },
  'POST /v1/cases/{id}/documents': {
    ...change,
    action: 'document.add',
    body: upload({ taskId: '00000000-0000-4000-8000-000000000000' }),
    headers: MULTIPART,
  },
  // A reporter stands to no task, so there is none to add it to.
  'POST /v1/cases/{id}/report-photos': {
    about: 'case',
    needs: ['status'],
    action: 'report.attach',
    body: upload({ taskId: '00000000-0000-4000-8000-000000000000' }),
    headers: MULTIPART,
  },
  // Refused for its words before anything is looked for.
  'POST /v1/cases/{id}/emergency-access': { ...read, action: null, ofAnyCase: true, body: { reason } },
  'GET /v1/cases/{id}/emergency-access': { ...read, alsoShows: 'story' },
  'POST /v1/cases/{id}/document-uploads': {
    about: 'case',
    needs: ['status'],
    action: 'document.add',
    body: { kind: 'photo', name: 'a.png', bytes: 10, taskId: '00000000-0000-4000-8000-000000000000' },
  },
  'GET /v1/document-uploads/{id}': onUpload,
  'PATCH /v1/document-uploads/{id}': {
    ...onUpload,
    body: Buffer.alloc(4),
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
  },
  'DELETE /v1/document-uploads/{id}': onUpload,
  'GET /v1/cases/{id}/legal-holds': { ...read, alsoShows: 'story' },
  'POST /v1/cases/{id}/legal-holds': { ...change, action: 'legal-hold.place', body: { reason } },
  'POST /v1/cases/{id}/legal-holds/lifting': { ...change, action: 'retention.review', body: { reason } },
  'POST /v1/cases/{id}/shredding': { ...change, action: 'retention.review', body: { reason } },
  'GET /v1/subject-requests/{id}': { ...read, about: 'request', needs: ['process'], alsoShows: 'story' },
  'POST /v1/subject-requests/{id}/decision': {
    ...onRequest,
    locks: true,
    action: 'subject-request.decide',
    body: { decision: 'refused', reason },
  },
  'POST /v1/subject-requests/{id}/lifting': {
    ...onRequest,
    locks: true,
    action: 'subject-request.decide',
    body: { reason },
  },
  'GET /v1/subject-requests/{id}/pack': { ...onRequest, action: 'subject-request.pack' },
  'POST /v1/cases/{id}/tasks': {
    ...change,
    action: 'task.complete',
    roles: templateOf('standing', 'revise-choices').roles,
    body: { key: 'revise-choices' },
  },
  'POST /v1/cases/{id}/service-referrals': {
    ...change,
    action: 'referral.create',
    body: {
      service: 'counselling',
      receiverAgency: 'shelter-staff-here',
      purpose: reason,
      sharedFields: ['needs'],
      consent: { given: true, givenAt: LATER },
    },
  },
  'GET /v1/stuck-cases/{caseId}/actions': { ...read, alsoShows: 'story' },
  'POST /v1/stuck-cases/{caseId}/nudge': {
    ...change,
    action: 'stuck.act',
    roles: ACTION_ROLES.nudge,
    body: unknownCause,
  },
  'POST /v1/stuck-cases/{caseId}/escalation': {
    ...change,
    action: 'stuck.act',
    roles: ACTION_ROLES.escalate,
    body: unknownCause,
  },
  'POST /v1/stuck-cases/{caseId}/reassignment': {
    ...change,
    action: 'task.assign',
    roles: ACTION_ROLES.reassign,
    body: { taskId: '00000000-0000-4000-8000-000000000000', assignee: null, reason },
  },
  'POST /v1/stuck-cases/{caseId}/hold': {
    ...change,
    action: 'stuck.act',
    roles: ACTION_ROLES.hold,
    body: { ...unknownCause, until: LATER },
  },
  'POST /v1/stuck-cases/{caseId}/interpreter': {
    ...change,
    action: 'task.complete',
    roles: ACTION_ROLES['add-interpreter'],
    // Present without a language that anybody reads, and without a name: the form refuses it.
    body: { language: 'xx', reason },
  },
  'POST /v1/stuck-cases/{caseId}/quorum-date': {
    ...change,
    action: 'task.complete',
    roles: ACTION_ROLES['set-quorum-date'],
    body: { meetingAt: LATER, reason },
  },
  'POST /v1/stuck-cases/{caseId}/retry': {
    ...change,
    action: 'stuck.repair',
    roles: ACTION_ROLES.retry,
    body: { workflowId: 'case:none', reason },
  },
  'POST /v1/stuck-cases/{caseId}/reset': {
    ...change,
    action: 'stuck.repair',
    roles: ACTION_ROLES['request-reset'],
    body: { reason },
  },
  'GET /v1/tasks/{id}': { about: 'task', needs: ['task'], action: 'task.read' },
  'GET /v1/tasks/{id}/record': { ...read, about: 'task', needs: ['story'] },
  'PUT /v1/tasks/{id}/draft': { ...onTask, body: { answers: { noSuchQuestion: true } } },
  'GET /v1/tasks/{id}/draft/history': onTask,
  'POST /v1/tasks/{id}/draft/handover': { ...onTask, body: { to: 'nobody-of-this-name' } },
  'POST /v1/tasks/{id}/completion': { ...onTask, body: { answers: { outcome: 'no-such-outcome' } } },
  'POST /v1/tasks/{id}/assignment': {
    about: 'task',
    needs: ['task'],
    action: 'task.assign',
    body: { assignee: 'nobody-of-this-name' },
  },
  'POST /v1/clocks/{id}/extension': {
    about: 'clock',
    needs: ['status'],
    locks: true,
    action: 'clock.extend',
    body: { ground: 'none', authority: 'a', document: 'd', newDueAt: LATER },
  },
  'GET /v1/service-referrals/{id}/shared-fields': {
    about: 'referral',
    needs: ['contract'],
    action: null,
    hides: true,
  },
  'GET /v1/cases/{id}/shareable-fields': { ...read, alsoShows: 'referral' },
  'POST /v1/service-referrals/{id}/response': {
    about: 'referral',
    needs: ['referral', 'contract'],
    action: 'referral.answer',
    body: { answer: 'declined' },
  },
  'POST /v1/approvals/{id}/decision': {
    about: 'approval',
    needs: ['status'],
    action: null,
    body: { decision: 'refused', reason },
  },
};

/** Asked last, and once each: they end the session that asks. */
export const ENDS_THE_SESSION = ['DELETE /v1/session', 'DELETE /v1/sessions'];

/** What is sent to an endpoint that is about no case: enough to come past the guard, too little to change anything. */
export const BODIES: Readonly<Record<string, unknown>> = {
  'POST /v1/persons/search': { name: MARKERS.person },
};
