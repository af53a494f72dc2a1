import {
  type AttributeValue,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { AppError } from '../../common/app-error.js';

/** Ids, names of ours, counts. Never a secret, a statement with its values, or a text that a client gave. */
export type SpanAttributes = Record<string, AttributeValue>;

export interface SpanOptions {
  attributes?: SpanAttributes;
  /** `server` answers a request, `consumer` does what a request asked for. */
  kind?: 'internal' | 'server' | 'consumer';
  /** The trace that it belongs to, as W3C `traceparent`; absent: that of whoever calls; null: one of its own. */
  parent?: string | null;
}

let isOn = false;

/** By tracing.ts alone, once spans go anywhere. */
export function turnOn(value: boolean): void {
  isOn = value;
}

/** Where nobody traces nothing is made, and nothing of OpenTelemetry's is asked. */
export function isTracing(): boolean {
  return isOn;
}

/** Runs `work` as a span. One that rejects has the code of its error, never its text. */
export async function inSpan<Result>(
  name: string,
  options: SpanOptions,
  work: (span: Span | null) => Promise<Result>,
): Promise<Result> {
  if (!isOn) return work(null);
  const parent = parentOf(options.parent);
  const span = tracer().startSpan(
    name,
    { kind: KINDS[options.kind ?? 'internal'], attributes: options.attributes ?? {} },
    parent,
  );
  try {
    return await context.with(trace.setSpan(parent, span), () => work(span));
  } catch (error) {
    markFailed(span, codeOf(error));
    throw error;
  } finally {
    span.end();
  }
}

/** A span of what is over, such as a wait in a queue. */
export function recordSpan(
  name: string,
  { attributes = {}, parent, from, to }: Pick<SpanOptions, 'attributes' | 'parent'> & { from: Date; to: Date },
): void {
  if (!isOn) return;
  tracer().startSpan(name, { attributes, startTime: from }, parentOf(parent)).end(to);
}

export function markFailed(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The span that we are in, as W3C `traceparent`; null where there is none. */
export function currentTraceparent(): string | null {
  const span = isOn ? trace.getSpanContext(context.active()) : undefined;
  if (span === undefined || !isSpanContextValid(span)) return null;
  return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}

const TRACEPARENT = /^[0-9a-f]{2}-(?<traceId>[0-9a-f]{32})-(?<spanId>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(-|$)/;

/** What a `traceparent` says; a malformed one counts as absent, as W3C has it. */
export function parentOf(traceparent: string | null | undefined): Context {
  if (traceparent === undefined) return context.active();
  const { traceId, spanId, flags } = TRACEPARENT.exec(traceparent ?? '')?.groups ?? {};
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  const remote = { traceId, spanId, traceFlags, isRemote: true };
  return isSpanContextValid(remote) ? trace.setSpanContext(ROOT_CONTEXT, remote) : ROOT_CONTEXT;
}

const KINDS = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, consumer: SpanKind.CONSUMER } as const;

function tracer() {
  return trace.getTracer('backstitch');
}

function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
