import type { ErrorCode, Violation } from '#domain/errors.js';
import type { BilingualText } from '#domain/policy.js';
import { ERROR_TEXTS, fillIn } from '#domain/texts/error-texts.js';
import { PROBLEM_STATUS } from './problem-status.js';

export interface ProblemError {
  readonly path: string;
  readonly code: ErrorCode;
  readonly details: BilingualText;
}

/** RFC 9457, with the same words in Thai and English and one entry a field. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly details: BilingualText;
  readonly code: ErrorCode;
  readonly errors: readonly ProblemError[];
  readonly requestId?: string;
}

type Params = Readonly<Record<string, string | number>>;

export function problemOf(
  code: ErrorCode,
  violations: readonly Violation[] = [],
  params: Params = {},
  requestId?: string,
): ProblemDetails {
  const details = wordsOf(code, params);
  return {
    type: `/problems/${code}`,
    title: ERROR_TEXTS[code].title.en,
    status: PROBLEM_STATUS[code],
    detail: `${details.th} / ${details.en}`,
    details,
    code,
    errors: violations.map((violation) => ({
      path: violation.path,
      code: violation.code,
      details: wordsOf(violation.code, violation.params ?? {}),
    })),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function wordsOf(code: ErrorCode, params: Params): BilingualText {
  const { detail } = ERROR_TEXTS[code];
  return { th: fillIn(detail.th, params), en: fillIn(detail.en, params) };
}
