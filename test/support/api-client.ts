export interface ApiResponse<Body> {
  status: number;
  headers: Headers;
  /** Parsed when it is JSON; null when there is none. */
  body: Body;
}

/** What an error answers (RFC 9457). */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  hint?: string;
  instance: string;
  requestId: string;
  errors?: { field: string; message: string }[];
}

/** A client of the HTTP API as anybody could write one. Paths are below /api/v1. */
export class ApiClient {
  constructor(
    readonly baseUrl: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** The same, with these headers on every request. */
  with(headers: Record<string, string>): ApiClient {
    return new ApiClient(this.baseUrl, { ...this.headers, ...headers });
  }

  withToken(token: string): ApiClient {
    return this.with({ authorization: `Bearer ${token}` });
  }

  /** Signs in; what comes back sends the token. */
  async login(email: string, password: string): Promise<ApiClient> {
    const { status, body } = await this.post<{ accessToken: string }>('/auth/login', { email, password });
    if (status !== 200) throw new Error(`Signing in answered ${status}: ${JSON.stringify(body)}`);
    return this.withToken(body.accessToken);
  }

  get<Body>(path: string): Promise<ApiResponse<Body>> {
    return this.request<Body>('GET', path);
  }

  post<Body>(path: string, body?: unknown): Promise<ApiResponse<Body>> {
    return this.request<Body>('POST', path, body);
  }

  put<Body>(path: string, body?: unknown): Promise<ApiResponse<Body>> {
    return this.request<Body>('PUT', path, body);
  }

  patch<Body>(path: string, body?: unknown): Promise<ApiResponse<Body>> {
    return this.request<Body>('PATCH', path, body);
  }

  delete<Body>(path: string): Promise<ApiResponse<Body>> {
    return this.request<Body>('DELETE', path);
  }

  /** The bare response, for bytes and streams. */
  raw(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.baseUrl}/api/v1${path}`, { ...init, headers: { ...this.headers, ...headersOf(init) } });
  }

  protected async request<Body>(method: string, path: string, body?: unknown): Promise<ApiResponse<Body>> {
    const response = await this.raw(path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as Body,
    };
  }
}

function headersOf(init: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(init.headers));
}
