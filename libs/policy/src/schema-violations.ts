import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { ErrorCode, Violation } from '#domain/errors.js';
import { isLegalDay, parseInstant } from '#domain/instant.js';

/** How a form says that a text may not be left blank. */
const NOT_BLANK = '\\S';
/** Guess: more than anybody reads; keeps the answer to a flood of unknown fields small. */
const MOST_VIOLATIONS = 100;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

// The schemas are ours; only the answers are not. `ownProperties` keeps what a prototype holds out of the answers.
const ajv = new Ajv2020({ allErrors: true, strict: true, ownProperties: true });
ajv.addVocabulary(['x-title-th', 'x-enum-labels', 'x-personal', 'x-thai-address']);
// The domain's own readers, not those of ajv-formats, which let pass e.g. a tab before the hour or ten digits of a
// second: a date that a form lets in must be one that the clocks can reckon with.
ajv.addFormat('date', isLegalDay);
ajv.addFormat('date-time', (text: string) => RFC_3339.test(text) && parseInstant(text) !== null);

const validators = new WeakMap<object, ValidateFunction>();

function validatorOf(schema: object): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const compiled = ajv.compile(schema);
  validators.set(schema, compiled);
  return compiled;
}

function pointer(parent: string, property: unknown): string {
  return `${parent}/${String(property).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function violationOf(error: ErrorObject): Violation | null {
  const path = `/answers${error.instancePath}`;
  const params: Record<string, unknown> = error.params;
  switch (error.keyword) {
    case 'additionalProperties':
      return { path: pointer(path, params.additionalProperty), code: 'field-unknown' };
    case 'required':
      return { path: pointer(path, params.missingProperty), code: 'field-missing' };
    case 'minProperties':
      return { path, code: 'field-missing' };
    case 'pattern':
      return { path, code: params.pattern === NOT_BLANK ? 'field-missing' : 'field-not-a-valid-value' };
    case 'type':
      return { path, code: 'field-wrong-type' };
    case 'format':
      return { path, code: 'date-invalid' };
    case 'if':
      // What its `then` asks for is reported by itself.
      return null;
    default: {
      const limit = params.limit;
      return { path, code: 'field-not-a-valid-value', ...(typeof limit === 'number' ? { params: { limit } } : {}) };
    }
  }
}

/** Of several complaints about one field, the person reads the one that tells most. */
const PLAINEST_FIRST: readonly ErrorCode[] = ['field-unknown', 'field-missing', 'field-wrong-type', 'date-invalid'];

function plainness({ code }: Violation): number {
  const rank = PLAINEST_FIRST.indexOf(code);
  return rank === -1 ? PLAINEST_FIRST.length : rank;
}

function onePerField(violations: readonly Violation[]): readonly Violation[] {
  const byPath = new Map<string, Violation>();
  for (const violation of violations) {
    const known = byPath.get(violation.path);
    if (known === undefined || plainness(violation) < plainness(known)) byPath.set(violation.path, violation);
  }
  return [...byPath.values()];
}

/** PostgreSQL's jsonb takes neither a NUL nor half a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/** Walks only what a schema has let in, so no deeper than a schema goes. */
function unstorableTexts(value: unknown, path: string): readonly Violation[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [{ path, code: 'field-not-a-valid-value' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unstorableTexts(inner, pointer(path, key)));
}

/** Holds answers from outside against the schema of a form; paths are JSON pointers into the request. */
export function schemaViolations(schema: object, answers: unknown): readonly Violation[] {
  const validate = validatorOf(schema);
  if (validate(answers)) return unstorableTexts(answers, '/answers');
  const violations = (validate.errors ?? []).map(violationOf).filter((violation) => violation !== null);
  return onePerField(violations).slice(0, MOST_VIOLATIONS);
}
