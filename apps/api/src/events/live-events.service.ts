import { Inject, Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { decide, relationsTo, type RelationKey } from '#access/relation-keys.js';
import type { PersonSubject } from '#domain/subject.js';
import { systemSubject } from '#domain/subject.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { SessionService } from '../session/session.service.js';
import { CaseChanges, type Changed } from './case-changes.js';

/**
 * `case`: a case that this person may read has changed, by its id. `work`: something that she is asked for may have; no
 * id, because she may not open the case. `everything`: some changes may have been missed.
 */
export interface LiveEvent {
  readonly kind: 'case' | 'work' | 'everything';
  readonly caseId?: string;
}

export interface Stream {
  readonly sessionId: string;
  readonly accountId: string;
  readonly send: (event: LiveEvent) => void;
  /** Keeps proxies from closing what is quiet. */
  readonly beat: () => void;
  readonly end: () => void;
}

export const HEARTBEAT_SECONDS = 10;
/** Of one account: tabs share a stream, so more than this is a device too many or a loop. */
const MOST_STREAMS = 8;

/** Who has a console open, and what each may be told. */
@Injectable()
export class LiveEvents implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly streams = new Set<Stream>();
  private heartbeat: NodeJS.Timeout | null = null;
  private last: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CaseChanges) private readonly changes: CaseChanges,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Returns how to leave. The oldest of an account's streams gives way. */
  async join(stream: Stream): Promise<() => void> {
    await this.changes.listen((changed) => this.inTurn(() => this.pass(changed)));
    this.heartbeat ??= setInterval(() => this.inTurn(() => this.beat()), HEARTBEAT_SECONDS * 1_000).unref();
    const own = [...this.streams].filter(({ accountId }) => accountId === stream.accountId);
    for (const old of own.slice(0, Math.max(0, own.length - MOST_STREAMS + 1))) this.close(old);
    this.streams.add(stream);
    return () => void this.streams.delete(stream);
  }

  onModuleDestroy(): void {
    this.closeAll();
  }

  beforeApplicationShutdown(): void {
    this.closeAll();
  }

  private closeAll(): void {
    if (this.heartbeat !== null) clearInterval(this.heartbeat);
    for (const stream of this.streams) this.close(stream);
  }

  private close(stream: Stream): void {
    this.streams.delete(stream);
    stream.end();
  }

  /** One after another; a failure ends what it was about to tell, and the next beat says that something was missed. */
  private inTurn(work: () => Promise<void>): void {
    this.last = this.last.then(work).catch((reason: unknown) => {
      this.logger.warn(
        { reason: reason instanceof Error ? reason.message : 'unknown' },
        'live events were not passed on',
      );
      for (const stream of this.streams) stream.send({ kind: 'everything' });
    });
  }

  private async beat(): Promise<void> {
    await this.stillSignedIn();
    for (const stream of this.streams) stream.beat();
  }

  /** Asked anew each time: what somebody lost, her stream loses before the next word. */
  private async stillSignedIn(): Promise<ReadonlyMap<string, PersonSubject>> {
    const ids = [...new Set([...this.streams].map(({ sessionId }) => sessionId))];
    const open = await this.sessions.openOnes(ids);
    for (const stream of this.streams) if (!open.has(stream.sessionId)) this.close(stream);
    return open;
  }

  private async pass(changed: Changed): Promise<void> {
    if (this.streams.size === 0) return;
    const subjects = await this.stillSignedIn();
    if (changed === null) {
      for (const stream of this.streams) stream.send({ kind: 'everything' });
      return;
    }
    const cases = await this.unitOfWork.read(systemSubject('notifier'), (tx) =>
      tx.query<{ id: string; access: readonly RelationKey[] }>('select id, access from cases where id = any ($1)', [
        changed,
      ]),
    );
    for (const stream of this.streams) {
      const subject = subjects.get(stream.sessionId);
      if (subject === undefined) continue;
      const related = cases.flatMap(({ id, access }) => {
        const relations = relationsTo(subject, access);
        return relations.length === 0 ? [] : [{ id, mayRead: decide(subject, relations, 'case.read') }];
      });
      for (const { id } of related.filter(({ mayRead }) => mayRead)) stream.send({ kind: 'case', caseId: id });
      if (related.length > 0) stream.send({ kind: 'work' });
    }
  }
}
