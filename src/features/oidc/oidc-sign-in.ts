import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { OidcSettings } from '../../config/oidc-settings.js';
import { Settings } from '../../config/settings.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import { type OidcAttempt, OidcProvider } from '../../platform/oidc/oidc-provider.js';
import { Refusals } from '../audit/refusals.js';
import type { Origin } from '../auth/credentials.js';
import { type StartedSession, Sessions } from '../auth/sessions.js';
import { OidcPeople } from './oidc-people.js';
import { personOf } from './oidc-person.js';

export const ATTEMPT_SECONDS = 600;
const CONTEXT = 'oidc:attempt';

export interface BegunSignIn {
  /** At the provider. */
  url: string;
  /** For the browser to keep until it comes back: sealed, so that it can neither be read nor made up. */
  kept: string;
}

/** Signs people in whom a provider of OpenID Connect knows. */
@Injectable()
export class OidcSignIn {
  private readonly settings: OidcSettings | null;
  private readonly provider: OidcProvider | null;

  constructor(
    { server, publicUrl, oidcClientSecret }: Settings,
    private readonly database: Database,
    private readonly box: SecretBox,
    private readonly people: OidcPeople,
    private readonly sessions: Sessions,
    private readonly refusals: Refusals,
  ) {
    this.settings = server.oidc;
    this.provider =
      server.oidc === null
        ? null
        : new OidcProvider({
            ...server.oidc,
            clientSecret: oidcClientSecret,
            redirectUri: `${publicUrl ?? ''}/api/v1/auth/oidc/callback`,
            rules: { trusted: server.oidc.trustedHosts, denied: server.deniedNetworks },
          });
  }

  /** Whether the server's file names a provider. */
  get isConfigured(): boolean {
    return this.provider !== null;
  }

  /** Throws NOT_FOUND where there is no provider, UNAVAILABLE where it does not answer. */
  async begin(): Promise<BegunSignIn> {
    const { url, attempt } = await this.configured().provider.begin();
    const begunAt = (await this.now()).getTime();
    return { url, kept: this.box.seal(JSON.stringify({ ...attempt, begunAt }), CONTEXT) };
  }

  /**
   * @param kept what this browser was given by `begin`; null: nothing
   * Throws UNAUTHENTICATED for what this browser did not begin, or the provider refused; FORBIDDEN, NOT_FOUND, UNAVAILABLE.
   */
  async finish(query: string, kept: string | null, origin: Origin): Promise<StartedSession> {
    const { provider, settings } = this.configured();
    try {
      const claims = await provider.finish(query, await this.attemptOf(kept));
      const person = personOf(claims, settings);
      const user = await this.people.find(person, settings);
      return await this.sessions.start(user, origin, { by: 'oidc', issuer: person.issuer });
    } catch (error) {
      if (error instanceof AppError) {
        const data = { by: 'oidc', code: error.code, detail: error.message };
        await this.refusals.ofNobody({ action: 'auth.login', outcome: 'refused', data, ...origin });
      }
      throw error;
    }
  }

  private configured(): { provider: OidcProvider; settings: OidcSettings } {
    const { provider, settings } = this;
    if (provider !== null && settings !== null) return { provider, settings };
    throw new AppError('NOT_FOUND', 'There is no sign-in provider.', {
      hint: 'Sign in with a password; whoever runs the server may name a provider in oidc of its configuration file.',
    });
  }

  /** Another site that sends a browser here with a code of its own account gets nowhere: this browser began nothing. */
  private async attemptOf(kept: string | null): Promise<OidcAttempt> {
    const attempt = kept === null ? null : this.opened(kept);
    const ageMs = attempt === null ? Infinity : (await this.now()).getTime() - attempt.begunAt;
    if (attempt !== null && ageMs <= ATTEMPT_SECONDS * 1_000) return attempt;
    throw new AppError('UNAUTHENTICATED', 'This browser began no such sign-in, or too long ago.', {
      hint: 'Begin again: GET /api/v1/auth/oidc.',
    });
  }

  private opened(kept: string): (OidcAttempt & { begunAt: number }) | null {
    try {
      return JSON.parse(this.box.open(kept, CONTEXT)) as OidcAttempt & { begunAt: number };
    } catch (error) {
      if (error instanceof AppError && error.code === 'KEY_UNAVAILABLE') return null; // made up, or of another instance
      throw error;
    }
  }

  private async now(): Promise<Date> {
    return this.database.asSystem(controlNow);
  }
}
