import { lookup } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

export interface AddressRules {
  /** Receivers inside the own network, and without TLS: for tests and closed networks, by a setting of the server. */
  readonly allowPrivate: boolean;
}

export function addressRulesFrom(env: NodeJS.ProcessEnv): AddressRules {
  return { allowPrivate: env.SAPHAN_WEBHOOK_ALLOW_PRIVATE === '1' };
}

/** Why an address is no receiver; stable, shown beside a delivery. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
  constructor(readonly code: 'webhook-url-not-allowed' | 'webhook-address-not-public') {
    super(code);
  }
}

// IANA's special-purpose registries: nothing in them is a receiver on the public network.
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv4');
}
// Of IPv6 only global unicast is public, less what tunnels IPv4 (Teredo, 6to4) or is for documents.
const GLOBAL_UNICAST = new BlockList();
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv6');
}

/** True for an address that anybody on the public network could be asked at. IPv4 dressed as IPv6 is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv6(address)) return GLOBAL_UNICAST.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6');
  return isIP(address) === 4 && !NOT_PUBLIC.check(address, 'ipv4');
}

/** The URL of a receiver, or the reason why it is none. What a name stands for is asked by `publicLookup`. */
export function parseReceiver(text: string, { allowPrivate }: AddressRules): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const schemes = allowPrivate ? ['https:', 'http:'] : ['https:'];
  if (url === null || !schemes.includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new RefusedAddressError('webhook-url-not-allowed');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
    throw new RefusedAddressError('webhook-address-not-public');
  }
  return url;
}

/**
 * Resolves a name for the very connection that is made: an address that is asked for twice could be answered
 * differently the second time (rebinding). One address of several that is not public refuses the name.
 */
export function publicLookup({ allowPrivate }: AddressRules, resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (failure, addresses) => {
      const [first] = failure ? [] : addresses;
      if (failure) callback(failure, '', 0);
      else if (first === undefined || (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))) {
        callback(new RefusedAddressError('webhook-address-not-public'), '', 0);
      } else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** The same at save: a receiver that cannot be asked now is refused before anybody relies on it. */
export async function requirePublicReceiver(text: string, rules: AddressRules): Promise<void> {
  const url = parseReceiver(text, rules);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return;
  await new Promise<void>((resolve, reject) => {
    publicLookup(rules)(host, { all: true }, (failure) => {
      if (failure instanceof RefusedAddressError) reject(failure);
      // A name that nobody knows yet is a fault of today; what it stands for is asked again at each send.
      else resolve();
    });
  });
}
