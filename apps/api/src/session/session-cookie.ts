import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { SaphanRequest } from '../http/request-context.js';

// The embedded start speaks plain HTTP on the loopback address only.
const isEncrypted = process.env.SAPHAN_EMBEDDED !== '1';
/** `__Host-`: a browser takes it over TLS only, for this host only, and no neighbour can set it. */
const prefix = isEncrypted ? '__Host-' : '';

export const SESSION_COOKIE = `${prefix}saphan_session`;
/** Binds a sign-in at the identity provider to the browser that began it. */
export const OIDC_COOKIE = `${prefix}saphan_oidc`;

const STRICT = { httpOnly: true, sameSite: 'strict', path: '/', secure: isEncrypted } as const;

export function setSessionCookie(reply: FastifyReply, token: string): void {
  void reply.setCookie(SESSION_COOKIE, token, STRICT);
}

/** The browser forgets everything that it kept of Saphan: the cookie, what it cached, drafts on the device (S28). */
export function forgetBrowser(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, STRICT);
  void reply.header('clear-site-data', '"cache", "cookies", "storage"');
}

/** Lax: the provider sends the browser back from its own site. */
export const OIDC_COOKIE_OPTIONS: CookieSerializeOptions = { ...STRICT, sameSite: 'lax', maxAge: 600 };

export function sessionTokenOf(request: SaphanRequest): string | undefined {
  return request.cookies[SESSION_COOKIE];
}

/** What a machine comes with; a browser's cookie beside it counts for nothing. */
export function bearerTokenOf(request: SaphanRequest): string | undefined {
  const { authorization } = request.headers;
  return authorization?.startsWith('Bearer ') === true ? authorization.slice('Bearer '.length) : undefined;
}
