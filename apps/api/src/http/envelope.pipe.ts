import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { DomainError, ERROR_CODES, refuseWhenViolated, type ErrorCode, type Violation } from '#domain/errors.js';

const BY_CONSTRAINT: Readonly<Record<string, ErrorCode>> = {
  whitelistValidation: 'field-unknown',
  isDefined: 'field-missing',
  isString: 'field-wrong-type',
  isBoolean: 'field-wrong-type',
  isInt: 'field-wrong-type',
  isNumber: 'field-wrong-type',
  isArray: 'field-wrong-type',
  isObject: 'field-wrong-type',
  nestedValidation: 'field-wrong-type',
  isAgencyCode: 'field-not-a-valid-value',
  isRfc3339: 'date-invalid',
  isLegalDay: 'date-invalid',
};

const DEEPEST = 40;

/** Before anything else: text that the store cannot hold, or nesting that no form has. */
class EnvelopePipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body' || metadata.type === 'query') refuseWhenViolated(unstorable(value));
    return (await super.transform(value, metadata)) as unknown;
  }
}

function unstorable(value: unknown): readonly Violation[] {
  const violations: Violation[] = [];
  const left: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value, path: '', depth: 0 },
  ];
  for (let next = left.pop(); next !== undefined && violations.length < 100; next = left.pop()) {
    const { path, depth } = next;
    const bad = typeof next.value === 'string' && (next.value.includes('\u0000') || !next.value.isWellFormed());
    if (bad || depth > DEEPEST) violations.push({ path, code: 'field-not-a-valid-value' });
    else if (typeof next.value === 'object' && next.value !== null) {
      for (const [name, child] of Object.entries(next.value)) {
        left.push({ value: child, path: `${path}/${pointerPart(name)}`, depth: depth + 1 });
      }
    }
  }
  return violations;
}

/** RFC 6901. */
function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Envelopes are checked by class-validator; every violated field is named by its JSON pointer. */
export function envelopePipe(): ValidationPipe {
  return new EnvelopePipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => {
      const violations = errors.flatMap((error) => violationsOf(error, ''));
      return new DomainError(violations[0]?.code ?? 'answers-invalid', violations);
    },
  });
}

function violationsOf(error: ValidationError, parent: string): Violation[] {
  const path = `${parent}/${pointerPart(error.property)}`;
  const children = (error.children ?? []).flatMap((child) => violationsOf(child, path));
  const names = Object.keys(error.constraints ?? {});
  if (names.length === 0) return children;
  return [{ path, code: codeOf(error, names) }, ...children];
}

function codeOf(error: ValidationError, names: readonly string[]): ErrorCode {
  if (names.includes('whitelistValidation')) return 'field-unknown';
  if (error.value === undefined || error.value === null) return missingCode(error) ?? 'field-missing';
  const known = names.map((name) => BY_CONSTRAINT[name]).find((code) => code !== undefined);
  if (known !== undefined) return known;
  // A rule with a meaning of its own is named for its code, e.g. `thai-id-invalid`.
  return ERROR_CODES.find((code) => names.includes(code)) ?? 'field-not-a-valid-value';
}

function missingCode(error: ValidationError): ErrorCode | undefined {
  return ERROR_CODES.find((code) => Object.hasOwn(error.constraints ?? {}, code));
}
