import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { VERSION } from './dto/policy.dto.js';

/** A name that no version can have is answered like one that none has: the store is not asked for it. */
@Injectable()
export class PolicyVersionPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (VERSION.test(value)) return value;
    throw new DomainError('policy-unknown', [{ path: '/policyVersion', code: 'policy-unknown' }]);
  }
}
