import { isIPv4 } from 'node:net';
import { hashOf } from '#access/secrets.js';
import type { SaphanRequest } from '../http/request-context.js';

/** Where a request comes from, as far as a sign-in needs it. */
export interface Client {
  readonly networkHash: Buffer;
  /** For the person who looks at her own sessions; a kind of device, no fingerprint. */
  readonly device: string;
}

export function clientOf(request: SaphanRequest): Client {
  return {
    networkHash: hashOf(`network:${networkOf(request.ip)}`),
    device: deviceOf(request.headers['user-agent'] ?? ''),
  };
}

/** The neighbourhood of an address: who holds one of them can mostly use all (a /24, of IPv6 a /64). */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  const [head = '', tail = ''] = plain.toLowerCase().split('::', 2);
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const missing = 8 - groups(head).length - groups(tail).length;
  const zeros = Array.from({ length: plain.includes('::') ? missing : 0 }, () => '0');
  return `${[...groups(head), ...zeros, ...groups(tail)].slice(0, 4).join(':')}::/64`;
}

const BROWSERS = [
  ['Edg/', 'Edge'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** `Firefox, Android`; of what is no browser its first word. */
export function deviceOf(userAgent: string): string {
  const nameIn = (table: readonly (readonly [string, string])[]) =>
    table.find(([mark]) => userAgent.includes(mark))?.[1];
  const named = [nameIn(BROWSERS), nameIn(SYSTEMS)].filter((name) => name !== undefined).join(', ');
  return (
    named ||
    userAgent
      .split(/[\s/]/, 1)[0]
      ?.replace(/[^\w.-]/g, '')
      .slice(0, 40) ||
    'unknown'
  );
}
