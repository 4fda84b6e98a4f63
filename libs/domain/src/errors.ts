/** One violated rule: where in the request (JSON pointer), which rule. People's words live in the API's translations. */
export interface Violation {
  readonly path: string;
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Stable codes, the same in HTTP problems and Temporal failures. */
export const ERROR_CODES = [
  'account-exists',
  'account-not-found',
  'account-not-linked',
  'activation-invalid',
  'answers-invalid',
  'approval-already-decided',
  'approval-not-found',
  'bed-in-a-cell-refused',
  'birth-date-in-the-future',
  'case-closed',
  'case-not-found',
  'case-not-closed',
  'clock-already-ended',
  'clock-extension-beyond-maximum',
  'clock-extension-ground-not-allowed',
  'clock-extension-not-later',
  'clock-not-extendable',
  'clock-not-found',
  'clock-not-running',
  'consent-missing',
  'court-order-too-long',
  'custody-not-running',
  'custody-running',
  'custody-used',
  'date-invalid',
  'differs-without-reason',
  'draft-belongs-to-another',
  'draft-field-conflict',
  'document-not-found',
  'document-quota-reached',
  'document-refused',
  'field-missing',
  'field-not-a-valid-value',
  'field-unknown',
  'field-wrong-type',
  'delivery-not-found',
  'finding-not-supported',
  'form-version-unknown',
  'four-eyes-required',
  'hold-not-allowed',
  'hold-too-long',
  'idempotency-key-reused',
  'idempotency-key-invalid',
  'identity-linked',
  'instant-in-the-future',
  'instant-before-birth',
  'interpreter-needed',
  'json-broken',
  'machine-token-not-found',
  'method-not-allowed',
  'not-found',
  'notice-not-found',
  'not-permitted',
  'not-signed-in',
  'own-account',
  'password-breached',
  'password-guessable',
  'password-too-long',
  'password-too-short',
  'payload-too-large',
  'personal-data-erased',
  'policy-unknown',
  'proof-wrong',
  'policy-exists',
  'reasons-missing',
  'referral-already-answered',
  'referral-not-found',
  'rescreening-right-not-told',
  'revision-conflict',
  'revision-required',
  'scope-not-allowed',
  'second-factor-enrolled',
  'second-factor-not-set-up',
  'second-factor-required',
  'service-unavailable',
  'session-not-found',
  'sign-in-failed',
  'sign-in-provider-absent',
  'sign-in-provider-failed',
  'stage-does-not-allow',
  'step-up-required',
  'stuck-cause-not-found',
  'supervisor-not-possible',
  'task-already-completed',
  'task-cancelled',
  'task-not-found',
  'task-not-yet-open',
  'thai-id-invalid',
  'too-many-attempts',
  'too-many-requests',
  'unexpected',
  'unsupported-media-type',
  'webhook-address-not-public',
  'webhook-not-found',
  'webhook-url-not-allowed',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** A business refusal. Never retried: the same request will be refused again. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: ErrorCode,
    readonly violations: readonly Violation[] = [],
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}

/** Throws when any rule is violated; the first violation names the problem, all of them are listed. */
export function refuseWhenViolated(violations: readonly Violation[]): void {
  const first = violations[0];
  if (first) throw new DomainError(first.code, violations, first.params);
}
