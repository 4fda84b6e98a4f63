import { Type } from 'class-transformer';
import { IsDefined, IsObject, ValidateBy, ValidateIf, ValidateNested, type ValidationOptions } from 'class-validator';
import { AGENCY_CODE } from '#access/account-names.js';
import { isLegalDay, parseInstant } from '#domain/instant.js';
import { isThaiNationalId } from '#domain/person.js';

/** RFC 3339 with an offset or Z. */
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/i;

export function IsRfc3339(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isRfc3339',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && RFC3339.test(value) && parseInstant(value) !== null,
      },
    },
    options,
  );
}

export function IsLegalDay(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    { name: 'isLegalDay', validator: { validate: (value: unknown) => typeof value === 'string' && isLegalDay(value) } },
    options,
  );
}

export function IsThaiNationalId(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'thai-id-invalid',
      validator: { validate: (value: unknown) => typeof value === 'string' && isThaiNationalId(value) },
    },
    options,
  );
}

/** True, and nothing else: a consent that is not given is not a consent. */
export function IsConsent(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy({ name: 'consent-missing', validator: { validate: (value: unknown) => value === true } }, options);
}

/** May be left out. Null is not left out: it is a value, and a wrong one. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_object, value) => value !== undefined);
}

/** One object of that class: neither a list nor nothing. */
export function IsOneOf(type: () => new () => object): PropertyDecorator {
  return (target, property) => {
    for (const decorate of [IsDefined(), IsObject(), ValidateNested(), Type(type)]) decorate(target, property);
  };
}

/** The code of an agency, never its or a person's name in words. */
export function IsAgencyCode(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isAgencyCode',
      validator: { validate: (value: unknown) => typeof value === 'string' && AGENCY_CODE.test(value) },
    },
    options,
  );
}
