import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** An id that cannot exist is answered like one that does not. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw new DomainError('not-found', [{ path: '/id', code: 'field-not-a-valid-value' }]);
    return value.toLowerCase();
  }
}
