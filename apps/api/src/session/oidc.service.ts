import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomPKCECodeVerifier,
  type Configuration,
  type IDToken,
} from 'openid-client';
import type { Logger } from 'pino';
import { hashOf, newToken } from '#access/secrets.js';
import { DomainError } from '#domain/errors.js';
import { describeFailure } from '#observability/logger.js';
import { LOGGER } from '#temporal/casework.providers.js';
import { AccountWork } from './account-work.js';
import type { Client } from './client.js';
import { SessionService } from './session.service.js';

const UNDER_WAY_MINUTES = 10;
/** RFC 8176: ways of proof that are a second factor, or stronger than a password. */
const STRONG_PROOFS = new Set(['mfa', 'otp', 'hwk', 'swk', 'fpt', 'face', 'sc', 'pop']);

export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: URL;
}

/** SAPHAN_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET and SAPHAN_PUBLIC_URL; without them there is no such sign-in. */
export function oidcSettings(env: NodeJS.ProcessEnv): OidcSettings | null {
  const { SAPHAN_OIDC_ISSUER: issuer, SAPHAN_OIDC_CLIENT_ID: clientId, SAPHAN_OIDC_CLIENT_SECRET: clientSecret } = env;
  const { SAPHAN_PUBLIC_URL: publicUrl } = env;
  if (!issuer || !clientId || !clientSecret || !publicUrl) return null;
  return { issuer: new URL(issuer), clientId, clientSecret, redirectUri: new URL('/v1/oidc/callback', publicUrl) };
}

export interface Begun {
  /** Where the browser goes on. */
  readonly location: string;
  /** For the cookie that binds the answer to this browser. */
  readonly binding: string;
}

interface RequestRow {
  readonly browser_hash: Buffer;
  readonly nonce: string;
  readonly code_verifier: string;
}

/**
 * Sign-in at the person's own agency: OpenID Connect, code flow with PKCE, state and nonce. Who comes back is found by (issuer,
 * subject), which an administrator linked beforehand; never by an e-mail address or a number (ASVS 6.8.1).
 */
@Injectable()
export class OidcService {
  private configuration: Promise<Configuration> | null = null;

  constructor(
    @Inject(AccountWork) private readonly work: AccountWork,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async begin(): Promise<Begun> {
    const { redirectUri } = requireSettings();
    const provider = await this.provider();
    const [state, nonce, binding, verifier] = [newToken(), newToken(), newToken(), randomPKCECodeVerifier()];
    await this.work.run(async (tx) => {
      await tx.query('delete from oidc_requests where expires_at < now()');
      await tx.query(
        `insert into oidc_requests (state_hash, browser_hash, nonce, code_verifier, expires_at)
         values ($1, $2, $3, $4, now() + make_interval(mins => $5))`,
        [hashOf(state), hashOf(binding), nonce, verifier, UNDER_WAY_MINUTES],
      );
    });
    const location = buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri.href,
      scope: 'openid',
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { location: location.href, binding };
  }

  /** The browser is back with a code. Whatever is wrong with it, the person is told one thing: begin again. */
  async finish(query: string, binding: string | undefined, client: Client): Promise<string> {
    const { redirectUri } = requireSettings();
    const state = new URLSearchParams(query).get('state') ?? '';
    const request = await this.takeRequest(state, binding);
    const claims = await this.claimsOf(new URL(`?${query}`, redirectUri), state, request);
    const token = await this.work.run(async (tx) => {
      const [linked] = await tx.query<{ account_id: string }>(
        `select i.account_id from account_identities i join accounts a on a.id = i.account_id
         where i.issuer = $1 and i.subject = $2 and a.disabled_at is null`,
        [claims.iss, claims.sub],
      );
      if (linked === undefined) return null;
      const secondFactor = provedStrongly(claims);
      return this.sessions.open(tx, { accountId: linked.account_id, method: 'oidc', secondFactor, client });
    });
    if (token === null) throw new DomainError('account-not-linked');
    return token;
  }

  /** Once, and only for the browser that began. */
  private async takeRequest(state: string, binding: string | undefined): Promise<RequestRow> {
    const [request] = await this.work.run((tx) =>
      tx.query<RequestRow>(
        `delete from oidc_requests where state_hash = $1 and expires_at > now()
         returning browser_hash, nonce, code_verifier`,
        [hashOf(state)],
      ),
    );
    if (request === undefined || binding === undefined) throw new DomainError('sign-in-provider-failed');
    if (!timingSafeEqual(request.browser_hash, hashOf(binding))) throw new DomainError('sign-in-provider-failed');
    return request;
  }

  private async claimsOf(url: URL, state: string, request: RequestRow): Promise<IDToken> {
    const provider = await this.provider();
    try {
      const tokens = await authorizationCodeGrant(provider, url, {
        expectedState: state,
        expectedNonce: request.nonce,
        pkceCodeVerifier: request.code_verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('No ID token');
      return claims;
    } catch (failure) {
      this.logger.warn(describeFailure(failure), 'sign-in at the identity provider failed');
      throw new DomainError('sign-in-provider-failed');
    }
  }

  /** Asked once; a provider that was away is asked again at the next sign-in. */
  private provider(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = requireSettings();
    // Only a provider on this very machine, as in tests, may be spoken to without TLS.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that nobody takes it lightly
    const execute = issuer.hostname === '127.0.0.1' ? [allowInsecureRequests] : [];
    this.configuration ??= discovery(issuer, clientId, clientSecret, undefined, { execute, timeout: 10 }).catch(
      (failure: unknown) => {
        this.configuration = null;
        this.logger.warn(describeFailure(failure), 'identity provider not reached');
        throw new DomainError('sign-in-provider-failed');
      },
    );
    return this.configuration;
  }
}

function requireSettings(): OidcSettings {
  const settings = oidcSettings(process.env);
  if (settings === null) throw new DomainError('sign-in-provider-absent');
  return settings;
}

/** What the provider says it saw (ASVS 6.8.4); a role that asks for a second factor here shows one all the same without it. */
function provedStrongly({ amr }: IDToken): boolean {
  return Array.isArray(amr) && amr.some((proof) => typeof proof === 'string' && STRONG_PROOFS.has(proof));
}
