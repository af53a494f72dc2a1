import type { Configuration, CustomFetch } from 'openid-client';
import { AppError } from '../../common/app-error.js';
import { fetchAllowed } from '../outbound/fetch-allowed.js';
import { OutboundRefusal } from '../outbound/outbound-refusal.js';
import type { OutboundRules } from '../outbound/outbound-rules.js';

export interface OidcClient {
  /** Begins with https:. */
  issuer: string;
  clientId: string;
  /** null: a public client; PKCE protects it. */
  clientSecret: string | null;
  scopes: readonly string[];
  /** Where the provider sends the browser back to. */
  redirectUri: string;
  rules: OutboundRules;
}

/** One sign-in under way: what must come back with it, and what only we know. */
export interface OidcAttempt {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** What the provider says of somebody, over a connection and a signature that were checked. */
export interface OidcClaims {
  readonly iss: string;
  readonly sub: string;
  readonly [claim: string]: unknown;
}

const PATIENCE_MS = 10_000;
/** Then its addresses and keys are asked for anew. */
const CONFIGURATION_HOLDS_MS = 3_600_000;

type Library = typeof import('openid-client');

/** The connection to the provider did not come about, or did not end. */
class NotReached extends Error {}

/**
 * A provider of OpenID Connect: authorization code with PKCE, state and nonce; the ID token's signature is checked with the
 * provider's keys. Whatever its configuration names is asked under the outbound rules, over TLS, without redirects.
 */
export class OidcProvider {
  private configured: { configuration: Promise<Configuration>; at: number } | null = null;

  constructor(private readonly client: OidcClient) {}

  /** Where to send the browser, and what to keep for `finish`. Throws UNAVAILABLE. */
  async begin(): Promise<{ url: string; attempt: OidcAttempt }> {
    return this.asking(async (library) => {
      const attempt = {
        state: library.randomState(),
        nonce: library.randomNonce(),
        codeVerifier: library.randomPKCECodeVerifier(),
      };
      const url = library.buildAuthorizationUrl(await this.configuration(library), {
        redirect_uri: this.client.redirectUri,
        scope: this.client.scopes.join(' '),
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await library.calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, attempt };
    });
  }

  /**
   * @param query what the browser came back with, after the `?`
   * Throws UNAUTHENTICATED for what does not belong to the attempt or is not the provider's, UNAVAILABLE.
   */
  async finish(query: string, { state, nonce, codeVerifier }: OidcAttempt): Promise<OidcClaims> {
    return this.asking(async (library) => {
      const configuration = await this.configuration(library);
      const tokens = await library.authorizationCodeGrant(
        configuration,
        new URL(`${this.client.redirectUri}?${query}`),
        { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true },
      );
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('There is no ID token.');
      const { userinfo_endpoint: hasMore } = configuration.serverMetadata();
      if ('email' in claims || hasMore === undefined) return claims;
      // Many providers say more than who it is only there.
      const more = await library.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      return { ...more, ...claims };
    });
  }

  private async configuration(library: Library): Promise<Configuration> {
    if (this.configured !== null && performance.now() - this.configured.at < CONFIGURATION_HOLDS_MS) {
      return this.configured.configuration;
    }
    const { issuer, clientId, clientSecret } = this.client;
    const configuration = library
      .discovery(
        new URL(issuer),
        clientId,
        {},
        clientSecret === null ? library.None() : library.ClientSecretBasic(clientSecret),
        { [library.customFetch]: this.fetch, execute: [library.enableNonRepudiationChecks] },
      )
      .catch((cause: unknown) => {
        throw new NotReached('Its configuration could not be read.', { cause });
      });
    const configured = { configuration, at: performance.now() };
    this.configured = configured;
    configuration.catch(() => {
      if (this.configured === configured) this.configured = null; // asked anew by the next one
    });
    return configuration;
  }

  private readonly fetch: CustomFetch = async (url, { method, headers, body }) => {
    if (body !== undefined && body !== null && typeof body !== 'string' && !(body instanceof URLSearchParams)) {
      throw new Error('A body of this kind is not sent.');
    }
    try {
      const request = { method, headers, body: body?.toString() ?? null };
      return await fetchAllowed(url, request, this.client.rules, PATIENCE_MS);
    } catch (cause) {
      throw new NotReached('The provider was not reached.', { cause });
    }
  };

  private async asking<Result>(work: (library: Library) => Promise<Result>): Promise<Result> {
    const library = await import('openid-client');
    try {
      return await work(library);
    } catch (error) {
      throw asAppError(error, library);
    }
  }
}

function asAppError(error: unknown, library: Library): AppError {
  const notReached = findCause(error, NotReached);
  if (notReached !== null) {
    const refusal = findCause(notReached, OutboundRefusal);
    return new AppError('UNAVAILABLE', 'The sign-in provider cannot be reached.', {
      hint:
        refusal === null
          ? 'Try again, or sign in with a password; the log of the server has the reason.'
          : 'Its address is not public: whoever runs the server names it in oidc.trustedHosts.',
      cause: error,
    });
  }
  const reason = reasonOf(error);
  if (error instanceof library.WWWAuthenticateChallengeError || reason === 'invalid_client') {
    return new AppError('UNAVAILABLE', 'The sign-in provider does not take what Backstitch shows for itself.', {
      hint: 'Whoever runs the server looks at oidc.clientId and OIDC_CLIENT_SECRET.',
      cause: error,
    });
  }
  const isNo = error instanceof library.AuthorizationResponseError;
  return new AppError(
    'UNAUTHENTICATED',
    isNo ? 'The sign-in provider did not let you in.' : `The answer of the sign-in provider does not hold (${reason}).`,
    { hint: 'Begin again: GET /api/v1/auth/oidc.', cause: error },
  );
}

/** A word of the protocol (`invalid_grant`), or of the library: never a text of the other side's. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const words = ['error' in error ? error.error : null, 'code' in error ? error.code : null];
  return words.find((word): word is string => typeof word === 'string' && /^\w{1,60}$/.test(word)) ?? 'unknown';
}

function findCause<Kind extends Error>(error: unknown, kind: new (...args: never[]) => Kind): Kind | null {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof kind) return each;
  return null;
}
