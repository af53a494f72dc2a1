import { createServer } from 'node:http';

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string };
}

export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  /** 2: an error. */
  status: { code?: number };
}

interface TracesRequest {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: ReceivedSpan[] }[] }[];
}

/** Takes spans as a collector does: OTLP over HTTP, as JSON. */
export interface OtlpReceiver {
  /** Its base, as OTEL_EXPORTER_OTLP_ENDPOINT wants it. */
  url: string;
  spans: ReceivedSpan[];
  /** All that was ever sent, as it came. */
  readonly text: string;
  serviceNames: Set<string>;
  stop(): Promise<void>;
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const bodies: string[] = [];
  const spans: ReceivedSpan[] = [];
  const serviceNames = new Set<string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const isExpected = request.method === 'POST' && request.url === '/v1/traces';
      const isJson = request.headers['content-type'] === 'application/json';
      if (!isExpected || !isJson) {
        response.writeHead(404).end();
        return;
      }
      const body = Buffer.concat(chunks).toString();
      bodies.push(body);
      for (const { resource, scopeSpans } of (JSON.parse(body) as TracesRequest).resourceSpans) {
        const name = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue;
        if (name !== undefined) serviceNames.add(name);
        spans.push(...scopeSpans.flatMap((scope) => scope.spans));
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    spans,
    serviceNames,
    get text() {
      return bodies.join('\n');
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An attribute of a span, as text. */
export function attributeOf({ attributes }: ReceivedSpan, key: string): string | undefined {
  const value = attributes.find((attribute) => attribute.key === key)?.value;
  return value?.stringValue ?? value?.intValue?.toString();
}
