import type { ApiClient, ApiResponse } from './api-client.js';

/** As much of a browser as sign-in is about: it keeps the one cookie that it was given last. */
export class Browser {
  constructor(public cookie = '') {}

  /** Sends the cookie. */
  client(client: ApiClient): ApiClient {
    return client.with({ cookie: this.cookie });
  }

  async signIn(client: ApiClient, body: object): Promise<ApiResponse<unknown>> {
    const answer = await client.post('/auth/login', body);
    if (answer.status !== 200) throw new Error(`Signing in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    this.cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    return answer;
  }

  async csrfToken(client: ApiClient): Promise<string> {
    return (await this.client(client).get<{ csrfToken: string }>('/auth/me')).body.csrfToken;
  }

  get sessionId(): string {
    return /bss_([0-9a-f]{32})_/.exec(this.cookie)?.[1] ?? '';
  }
}
