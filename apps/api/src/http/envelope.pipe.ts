import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError, ERROR_CODES, type ErrorCode, type Violation } from '#domain/errors.js';

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
  isRfc3339: 'date-invalid',
  isLegalDay: 'date-invalid',
};

/** Envelopes are checked by class-validator; every violated field is named by its JSON pointer. */
export function envelopePipe(): ValidationPipe {
  return new ValidationPipe({
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
  const path = `${parent}/${error.property}`;
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
