import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '#access/permissions.js';
import type { ErrorCode } from '#domain/errors.js';
import type { Role } from '#domain/roles.js';
import type { PersonSession, SessionFacts } from './session-rules.js';

/** The signed-in person of a request. */
export interface SignedIn {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly agency: string;
  readonly province: string | null;
  readonly roles: readonly Role[];
  readonly tokenHash: Buffer;
  readonly requestId: string;
}

export type SaphanRequest = FastifyRequest & { signedIn?: SignedIn; session?: SessionFacts; refusal?: ErrorCode };

export const PUBLIC = 'saphan:public';
/** Reachable without a session. Everything else is closed. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

export const REQUIRED_PERMISSION = 'saphan:permission';
/** What the role must be allowed; an endpoint that names nothing is refused to everybody. */
export const Requires = (permission: Permission | 'signed-in'): MethodDecorator =>
  SetMetadata(REQUIRED_PERMISSION, permission);

export const Me = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => {
  const { signedIn } = context.switchToHttp().getRequest<SaphanRequest>();
  if (signedIn === undefined) throw new Error('No session on a guarded endpoint');
  return signedIn;
});

/** How the signed-in person came in; for endpoints that are closed to machines. */
export const MySession = createParamDecorator((_: unknown, context: ExecutionContext): PersonSession => {
  const { session } = context.switchToHttp().getRequest<SaphanRequest>();
  if (session?.kind !== 'person') throw new Error('No session of a person on this endpoint');
  return session;
});
