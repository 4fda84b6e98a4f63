import { DomainError } from '#domain/errors.js';
import type { SaphanRequest } from './request-context.js';

const JSON_ONLY = ['application/json'];
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A page of another site must not act for the person, beside SameSite=Strict (CSRF, S15). Every browser sends at least one of
 * the two headers with an unsafe request; what sends neither is no browser and carries no cookie that it was not given.
 */
export function refuseForeignOrigin({ method, headers }: SaphanRequest): void {
  if (SAFE_METHODS.has(method)) return;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new DomainError('not-permitted');
  const { origin, host } = headers;
  if (origin === undefined) return;
  // The address that people type, when a proxy in front of the API changes the Host.
  const { SAPHAN_PUBLIC_URL: publicUrl } = process.env;
  const expected = publicUrl === undefined ? host : new URL(publicUrl).host;
  if (!URL.canParse(origin) || new URL(origin).host !== expected) throw new DomainError('not-permitted');
}

/** A form of another page can send text or form fields without asking; JSON it cannot. */
export function refuseOtherMedia({ method, headers }: SaphanRequest, taken: readonly string[] = JSON_ONLY): void {
  const type = headers['content-type'];
  if (SAFE_METHODS.has(method) || type === undefined) return;
  const [media = ''] = type.split(';', 1);
  if (!taken.includes(media.trim().toLowerCase())) throw new DomainError('unsupported-media-type');
}
