import type { Application, Request } from 'express';
import { AppError } from '../app-error.js';

/** As a router of Express keeps its routes. */
interface Layer {
  match(path: string): unknown;
  route?: { methods: Record<string, boolean> };
}

/**
 * What a request that no route took should have been: METHOD_NOT_ALLOWED where the address has routes of other methods
 * (RFC 9110, 15.5.6), else null. Looked up only for such a request. `methods` is what the header Allow says.
 */
export function wrongMethod(request: Request): { error: AppError; methods: string[] } | null {
  // Not request.path, which lacks what the handler of last resort is mounted on.
  const methods = methodsAt(request.app, request.originalUrl.split('?', 1)[0] ?? '/');
  if (methods.length === 0 || methods.includes(request.method)) return null;
  const error = new AppError('METHOD_NOT_ALLOWED', `This address does not take ${request.method}.`, {
    hint: `It takes ${methods.join(', ')}. The routes are listed at /api/docs.`,
  });
  return { error, methods };
}

function methodsAt(app: Application, path: string): string[] {
  const layers = app.router.stack as unknown as Layer[];
  const found = layers
    .filter((layer) => layer.route !== undefined && layer.match(path))
    .map(({ route }) => Object.keys(route?.methods ?? {}))
    // What takes every method is no route but a step on the way to one.
    .filter((names) => names.length < EVERY_METHOD);
  const methods = new Set(found.flat().map((name) => name.toUpperCase()));
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort();
}

/** Fewer than Node knows, more than any route of ours has. */
const EVERY_METHOD = 10;
