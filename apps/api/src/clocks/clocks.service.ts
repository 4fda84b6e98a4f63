import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#domain/errors.js';
import { parseInstant } from '#domain/instant.js';
import { extendCaseClock } from '#persistence/case-file/extend-clock.js';
import { Casework } from '#persistence/casework.js';
import { requireRight } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';
import type { ExtensionDto } from './dto/extension.dto.js';

@Injectable()
export class ClocksService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  extend(me: SignedIn, clockId: string, extension: ExtensionDto, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'clock', clockId, actorOf(me));
      requireRight(me, file.row.access, 'clock.extend', 'clock-not-found');
      const entry = extendCaseClock(file, clockId, {
        ground: extension.ground,
        authority: extension.authority,
        document: extension.document,
        reason: extension.reason,
        newDueAt: instantAt(extension.newDueAt, '/newDueAt'),
        grantedAt: extension.grantedAt === undefined ? file.now : instantAt(extension.grantedAt, '/grantedAt'),
        roles: me.roles,
      });
      const { key, dueAt, revision, state } = entry.clock;
      return { result: { id: clockId, key, dueAt, revision, state }, told: await file.flush(tx) };
    });
  }
}

function instantAt(text: string, path: string): string {
  const at = parseInstant(text);
  if (at === null) throw new DomainError('date-invalid', [{ path, code: 'date-invalid' }]);
  return at;
}
