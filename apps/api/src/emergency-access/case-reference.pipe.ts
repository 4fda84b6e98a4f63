import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { isUuid } from '../http/uuid.pipe.js';

const CASE_NUMBER = /^SP-\d{4}-\d{6,}$/;

/** The id of a case, or the number that stands on its papers: whoever cannot see a case knows no id of it. */
@Injectable()
export class CaseReferencePipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (isUuid(value)) return value.toLowerCase();
    if (CASE_NUMBER.test(value.toUpperCase())) return value.toUpperCase();
    throw new DomainError('not-found', [{ path: '/id', code: 'field-not-a-valid-value' }]);
  }
}
