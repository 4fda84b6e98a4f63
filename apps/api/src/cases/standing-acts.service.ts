import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { templateOf } from '#domain/checklists.js';
import { DomainError } from '#domain/errors.js';
import { mayOpenStandingAct, type StandingAct } from '#domain/standing-acts.js';
import { Casework } from '#persistence/casework.js';
import { requireRight } from '../http/access.js';
import { actorOf } from '../http/actor.js';
import { once, type IdempotencyHeader } from '../http/idempotency.js';
import type { SignedIn } from '../http/request-context.js';

/** Opens a task for an act that every stage must bear. One that is open already is given back, not doubled. */
@Injectable()
export class StandingActsService {
  constructor(@Inject(Casework) private readonly casework: Casework) {}

  open(me: SignedIn, caseId: string, key: StandingAct, header: IdempotencyHeader | null) {
    return once(this.casework, me, header, async (tx) => {
      const file = await this.casework.open(tx, 'case', caseId, actorOf(me));
      requireRight(me, file.row.access, 'task.complete', 'case-not-found');
      const { roles } = templateOf('standing', key);
      if (!me.roles.some((role) => roles.includes(role))) throw new DomainError('not-permitted');
      if (!mayOpenStandingAct(key, file.row.stage)) {
        throw new DomainError('stage-does-not-allow', [{ path: '/key', code: 'stage-does-not-allow' }], {
          stage: file.row.stage,
        });
      }
      const waiting = file.contents.tasks.find(
        (task) => task.checklist === 'standing' && task.key === key && task.state === 'open',
      );
      const [task] = waiting
        ? [waiting]
        : file.openTasks([key], {
            workflowId: file.caseProcessId,
            checklist: 'standing',
            cause: `act:${randomUUID()}`,
          });
      if (task === undefined) throw new DomainError('stage-does-not-allow', [], { stage: file.row.stage });
      return { result: { id: task.id, key: task.key, state: task.state }, told: await file.flush(tx) };
    });
  }
}
