import { turnOn } from './spans.js';

export interface TracingOptions {
  /** Where OTLP over HTTP is taken (`…/v1/traces`); null: nothing is traced, and nothing of OpenTelemetry's SDK is loaded. */
  url: string | null;
  version: string;
  /** Told when spans cannot be delivered, at most once in five minutes. */
  warn: (message: string) => void;
}

const FLUSH_MS = 3_000;
const WARN_EVERY_MS = 5 * 60_000;

/**
 * Where spans go. Names, attributes, sampling, headers and time-outs follow the standard variables of OpenTelemetry, which
 * its SDK reads itself. A collector that is away costs spans, and never a job or a request.
 */
export class Tracing {
  private constructor(private readonly provider: { shutdown(): Promise<void> } | null) {}

  static async start({ url, version, warn }: TracingOptions): Promise<Tracing> {
    if (url === null) return new Tracing(null);
    const { diag, DiagLogLevel } = await import('@opentelemetry/api');
    const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
    const { defaultResource, detectResources, envDetector, resourceFromAttributes } =
      await import('@opentelemetry/resources');
    diag.setLogger(quietly(warn), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
    const provider = new NodeTracerProvider({
      resource: defaultResource()
        .merge(resourceFromAttributes({ 'service.name': 'backstitch', 'service.version': version }))
        .merge(detectResources({ detectors: [envDetector] })),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
    });
    provider.register();
    turnOn(true);
    return new Tracing(provider);
  }

  /** What is not delivered yet is, if that takes no longer than 3 s. Nest calls it when everything else has ended. */
  async onApplicationShutdown(): Promise<void> {
    if (this.provider === null) return;
    turnOn(false);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FLUSH_MS);
    });
    await Promise.race([this.provider.shutdown().catch(() => undefined), late]); // why it failed was told by then
    clearTimeout(timer);
  }
}

function quietly(warn: (message: string) => void) {
  let saidAt = -Infinity;
  const say = (message: string): void => {
    if (performance.now() - saidAt < WARN_EVERY_MS) return;
    saidAt = performance.now();
    warn(`Spans are lost: ${inWords(message).slice(0, 300)}`);
  };
  const nothing = (): void => undefined;
  return { error: say, warn: say, info: nothing, debug: nothing, verbose: nothing };
}

/** The SDK hands over errors as JSON, with their stack. */
function inWords(message: string): string {
  try {
    const told: unknown = JSON.parse(message);
    if (typeof told === 'object' && told !== null && 'message' in told) return String(told.message);
  } catch {
    // it is in words already
  }
  return message;
}
