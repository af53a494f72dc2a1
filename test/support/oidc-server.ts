import { generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Provider } from 'oidc-provider';
import { selfSigned } from './certificates.js';

const HOUR = 3_600;

/** What the provider says of somebody. */
export type Account = Record<string, unknown> & { email?: string; email_verified?: boolean };

export interface OidcServerOptions {
  redirectUri: string;
}

/** A real provider of OpenID Connect, with TLS, at which everybody is signed in already as whoever the test says. */
export class OidcServer {
  /** Who the browser is, at the provider; null: they refuse. */
  signedIn: string | null = null;
  readonly accounts = new Map<string, Account>();
  /** Paths that were asked for, not by the browser. */
  readonly asked: string[] = [];
  /** Where requests of this path are sent on to, instead of being answered. */
  redirected: { path: string; to: string } | null = null;
  readonly client = { id: 'backstitch', secret: 'a-client-secret-for-tests-of-32-chars' };

  private constructor(
    readonly issuer: string,
    /** PEM, for NODE_EXTRA_CA_CERTS. */
    readonly certificateFile: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start({ redirectUri }: OidcServerOptions): Promise<OidcServer> {
    const certificate = selfSigned();
    const directory = await mkdtemp(join(tmpdir(), 'backstitch-oidc-'));
    const file = join(directory, 'cert.pem');
    await writeFile(file, certificate.cert);
    let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
    const server = createServer(certificate, (request, response) => {
      answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const issuer = `https://127.0.0.1:${port ?? 0}`;
    const oidc = new OidcServer(issuer, file, async () => {
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true });
    });
    answer = oidc.answerOf(oidc.provider(redirectUri));
    return oidc;
  }

  private provider(redirectUri: string): Provider {
    const provider: Provider = new Provider(this.issuer, {
      clients: [{ client_id: this.client.id, client_secret: this.client.secret, redirect_uris: [redirectUri] }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
      findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...this.accounts.get(sub) }) }),
      features: { devInteractions: { enabled: false } },
      pkce: { required: () => true },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      loadExistingGrant: async ({ oidc }) => {
        const grant = new provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
      cookies: { keys: ['for tests'] },
      jwks: { keys: [{ ...signingKey(), use: 'sig', alg: 'RS256' }] },
      ttl: { AccessToken: HOUR, Grant: HOUR, IdToken: HOUR, Interaction: HOUR, Session: HOUR },
    });
    return provider;
  }

  private answerOf(provider: Provider): (request: IncomingMessage, response: ServerResponse) => void {
    const callback = provider.callback();
    return (request, response) => {
      const [path = ''] = (request.url ?? '').split('?', 1);
      if (!/^\/(auth|interaction)/.test(path)) this.asked.push(path);
      if (path === this.redirected?.path) {
        response.writeHead(307, { location: this.redirected.to }).end();
        return;
      }
      if (!path.startsWith('/interaction/')) {
        void callback(request, response);
        return;
      }
      const result =
        this.signedIn === null ? { error: 'access_denied' } : { login: { accountId: this.signedIn, remember: false } };
      void provider.interactionFinished(request, response, result);
    };
  }
}

function signingKey(): JsonWebKey {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'jwk' });
}
