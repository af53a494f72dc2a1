import { Ajv, type ValidateFunction } from 'ajv';
import { ApiClient, type ApiResponse } from './api-client.js';
import { type OpenApi, type Operation, routesOf } from './hostile/openapi.js';

type JsonSchema = Record<string, unknown>;

/** Judges answers by the OpenAPI document: a field that is missing, more than is documented, of another type. */
export class DocumentedAnswers {
  /** `GET /api/v1/backups/{id} 200`, of every answer that was judged. */
  readonly seen = new Set<string>();
  private readonly ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly routes: { pattern: RegExp; name: string; method: string; operation: Operation }[];

  constructor(document: OpenApi) {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      this.ajv.addSchema(closed(schema), `#/components/schemas/${name}`);
    }
    this.routes = routesOf(document)
      .map(({ method, path, operation }) => ({
        pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
        name: `${method} ${path}`,
        method,
        operation,
      }))
      // `/backups/counts` before `/backups/{id}`, which it would match, too.
      .sort((one, other) => Number(one.name.includes('{')) - Number(other.name.includes('{')));
  }

  /** Throws where the answer is not what the document says of it. */
  check(method: string, path: string, { status, headers, body }: ApiResponse<unknown>): void {
    const [address = ''] = path.split('?', 1);
    const route = this.routes.find((one) => one.method === method && one.pattern.test(address));
    if (route === undefined) throw new Error(`${method} ${address} is in no document.`);
    const name = `${route.name} ${status}`;
    this.seen.add(name);
    const response = route.operation.responses[String(status)];
    if (response === undefined) throw new Error(`${name} is not documented.`);
    if (body === null) return;
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const schema = response.content?.[type]?.schema;
    if (schema === undefined) throw new Error(`${name} answers ${type}, which is not documented.`);
    const validate = this.compiled.get(name) ?? this.ajv.compile(closed(schema));
    this.compiled.set(name, validate);
    if (validate(body)) return;
    const faults = (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
    throw new Error(`${name} is not as documented:\n${[...new Set(faults)].slice(0, 10).join('\n')}`);
  }
}

/** A client that believes no answer which is not documented. */
export class DocumentedClient extends ApiClient {
  constructor(
    private readonly answers: DocumentedAnswers,
    baseUrl: string,
    headers: Record<string, string>,
  ) {
    super(baseUrl, headers);
  }

  protected override async request<Body>(method: string, path: string, body?: unknown): Promise<ApiResponse<Body>> {
    const answer = await super.request<Body>(method, path, body);
    this.answers.check(method, `/api/v1${path}`, answer);
    return answer;
  }
}

/** As JSON Schema: `nullable` as such, and an object that names its properties has no others. */
function closed(schema: object): JsonSchema {
  const { nullable, ...rest } = schema as JsonSchema;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, closedValue(key, value)]));
  const isClosed = 'properties' in inner && !('additionalProperties' in inner);
  const whole = isClosed ? { ...inner, additionalProperties: false } : inner;
  return nullable === true ? { anyOf: [whole, { type: 'null' }] } : whole;
}

function closedValue(key: string, value: unknown): unknown {
  if (key === 'properties') {
    return Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, closed(each as object)]));
  }
  if (Array.isArray(value))
    return ['allOf', 'oneOf', 'anyOf'].includes(key) ? value.map((each) => closed(each as object)) : value;
  const isSchema = (key === 'items' || key === 'additionalProperties') && typeof value === 'object' && value !== null;
  return isSchema ? closed(value) : value;
}
