import type { NextFunction, Request, Response } from 'express';
import { context, trace, SpanKind } from '@opentelemetry/api';
import { isTracing, markFailed, parentOf } from './spans.js';

/** Express middleware: a request is a span, of the trace that its `traceparent` names, and parent of what it asks for. */
export function traceRequests(request: Request, response: Response, next: NextFunction): void {
  if (!isTracing() || !isWorthASpan(request.path)) {
    next();
    return;
  }
  const parent = parentOf(request.get('traceparent') ?? null);
  const { method } = request;
  const attributes = { 'http.request.method': method };
  const span = trace.getTracer('backstitch').startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
  response.once('close', () => {
    const route = routeOf(request);
    if (route !== null) {
      span.updateName(`${method} ${route}`);
      span.setAttribute('http.route', route);
    }
    span.setAttribute('http.response.status_code', response.statusCode);
    const requestId = response.getHeader('x-request-id');
    if (typeof requestId === 'string') span.setAttribute('backstitch.request.id', requestId);
    if (response.statusCode >= 500) markFailed(span, String(response.statusCode));
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
}

/** Nobody wants to look at the thousands of questions whether we are well, or at files of the admin page. */
function isWorthASpan(path: string): boolean {
  return path.startsWith('/api/v1/') && path !== '/api/v1/health';
}

/** Never the path itself: it has ids, and may be what anybody likes to ask for. */
function routeOf(request: Request): string | null {
  const route: unknown = request.route;
  return typeof route === 'object' && route !== null && 'path' in route && typeof route.path === 'string'
    ? route.path
    : null;
}
