import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { VERSION } from '../../config/version.js';

/** Gauges that are called totals, which a linter of metrics refuses; each is the sum of the one without it, by type. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** What this process alone knows: `process_…` and `nodejs_…` by their usual names, ours as `backstitch_process_…`. */
@Injectable()
export class ProcessMetrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
    new Gauge({
      name: 'backstitch_process_info',
      help: 'The version of the process that answers.',
      labelNames: ['version'],
      registers: [this.registry],
    }).set({ version: VERSION }, 1);
    this.requests = new Histogram({
      name: 'backstitch_process_http_request_duration_seconds',
      help: 'Requests that this process answered, by the template of their route; event streams left out.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [this.registry],
    });
  }

  /** Express middleware, in front of everything. */
  readonly observe = (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = performance.now();
    response.once('finish', () => {
      if (response.getHeader('content-type')?.toString().startsWith('text/event-stream') === true) return;
      const labels = { method: request.method, route: routeOf(request), status: String(response.statusCode) };
      this.requests.observe(labels, (performance.now() - startedAt) / 1_000);
    });
    next();
  };

  async text(): Promise<string> {
    return this.registry.metrics();
  }
}

/** Never the path itself, of which there are as many as ids, and as anybody likes to ask for. */
function routeOf(request: Request): string {
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : null;
  return typeof path === 'string' ? path : 'none';
}
