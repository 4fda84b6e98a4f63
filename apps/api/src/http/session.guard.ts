import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isPermitted, type Permission } from '#access/permissions.js';
import { DomainError } from '#domain/errors.js';
import { SessionService } from '../session/session.service.js';
import { RateLimits } from './rate-limits.js';
import { PUBLIC, REQUIRED_PERMISSION, type SaphanRequest, type SignedIn } from './request-context.js';
import { refuseForeignOrigin, refuseOtherMedia } from './same-origin.js';
import {
  ASKED_BY_THE_PAGE,
  BEFORE_SECOND_FACTOR,
  LIMIT,
  OPEN_TO_MACHINES,
  SENSITIVE,
  TAKES,
  UNATTENDED_HEADER,
  type LimitName,
  type SessionFacts,
} from './session-rules.js';

/** Closed by default: no session, no permission named, or a foreign origin is refused before any use case runs. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SaphanRequest>();
    const declared = <T>(key: string): T | undefined =>
      this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
    refuseForeignOrigin(request);
    refuseOtherMedia(request, declared<readonly string[]>(TAKES));
    if (declared<boolean>(PUBLIC) === true) return true;
    const isUnattended =
      declared<boolean>(ASKED_BY_THE_PAGE) === true || request.headers[UNATTENDED_HEADER] !== undefined;
    const found = await this.sessions.find(request, { isUnattended });
    if (found === null) throw new DomainError('not-signed-in');
    request.signedIn = found.signedIn;
    request.session = found.session;
    if (!mayAsk(found, declared<Permission | 'signed-in'>(REQUIRED_PERMISSION), declared<boolean>(OPEN_TO_MACHINES))) {
      throw new DomainError('not-permitted');
    }
    requireProofs(found.session, {
      sensitive: declared<boolean>(SENSITIVE) === true,
      beforeSecondFactor: declared<boolean>(BEFORE_SECOND_FACTOR) === true,
    });
    const limit = declared<LimitName>(LIMIT);
    if (limit !== undefined) await this.limits.take(limit, found.signedIn.accountId);
    return true;
  }
}

function mayAsk(
  { signedIn, session }: { readonly signedIn: SignedIn; readonly session: SessionFacts },
  permission: Permission | 'signed-in' | undefined,
  isOpenToMachines = false,
): boolean {
  if (permission === undefined) return false;
  if (permission === 'signed-in') return session.kind === 'person' || isOpenToMachines;
  // A machine has what its owner has now, cut by what the token was given.
  if (session.kind === 'machine' && !session.scopes.includes(permission)) return false;
  return isPermitted(permission, signedIn.roles);
}

function requireProofs(
  session: SessionFacts,
  { sensitive, beforeSecondFactor }: { readonly sensitive: boolean; readonly beforeSecondFactor: boolean },
): void {
  if (session.kind === 'machine') {
    if (sensitive) throw new DomainError('not-permitted');
    return;
  }
  if (session.lacksSecondFactor && !beforeSecondFactor) throw new DomainError('second-factor-not-set-up');
  if (sensitive && !session.isStrong) throw new DomainError('step-up-required');
}
