import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isPermitted, type Permission } from '#access/permissions.js';
import { DomainError } from '#domain/errors.js';
import { SessionService } from '../session/session.service.js';
import { PUBLIC, REQUIRED_PERMISSION, type SaphanRequest } from './request-context.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Closed by default: no session, no permission named, or a foreign origin is refused before any use case runs. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SessionService) private readonly sessions: SessionService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<SaphanRequest>();
    refuseForeignOrigin(request);
    refuseOtherMedia(request);
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const signedIn = await this.sessions.find(request);
    if (signedIn === null) throw new DomainError('not-signed-in');
    request.signedIn = signedIn;
    const permission = this.reflector.getAllAndOverride<Permission | 'signed-in' | undefined>(
      REQUIRED_PERMISSION,
      targets,
    );
    if (permission === 'signed-in') return true;
    if (permission === undefined || !isPermitted(permission, signedIn.roles)) throw new DomainError('not-permitted');
    return true;
  }
}

/** A cookie sent by another site's page must not act for the person (CSRF, beside SameSite=Strict). */
function refuseForeignOrigin(request: SaphanRequest): void {
  const { origin, host } = request.headers;
  if (SAFE_METHODS.has(request.method) || origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new DomainError('not-permitted');
}

/** A form of another page can send text or form fields without asking; JSON it cannot. */
function refuseOtherMedia({ method, headers }: SaphanRequest): void {
  const type = headers['content-type'];
  if (SAFE_METHODS.has(method) || type === undefined) return;
  if (!/^application\/json(?:;|$)/i.test(type.trim())) throw new DomainError('unsupported-media-type');
}
