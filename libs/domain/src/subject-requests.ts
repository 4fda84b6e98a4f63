import type { IsoDuration } from './instant.js';

/** What a person may ask about her own data (PDPA B.E. 2562, ss.30–36). */
export const SUBJECT_REQUEST_KINDS = ['export', 'correction', 'restriction', 'objection'] as const;
export type SubjectRequestKind = (typeof SUBJECT_REQUEST_KINDS)[number];

/** s.30 gives 30 days from the request for access; the product holds the other rights to the same (a choice). */
export const ANSWER_WITHIN: IsoDuration = 'P30D';

/** What of her identity is corrected on request. Her birth date decides whether she is a child, and goes its own way. */
export const CORRECTABLE_FIELDS = [
  'givenName',
  'familyName',
  'alias',
  'nationalId',
  'passportNumber',
  'phone',
] as const;
export type CorrectableField = (typeof CORRECTABLE_FIELDS)[number];
export type PersonChanges = Readonly<Partial<Record<CorrectableField, string>>>;
