import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { serveAdminPage } from './admin-page.js';
import { apiDocument, setApiPrefix } from './api-document.js';
import { AppModule } from './app.module.js';
import { assertReadable } from './common/http/body-limits.js';
import { refuseOtherBodies } from './common/http/json-bodies.js';
import { assignRequestId } from './common/http/request-id.js';
import { limitSlowBodies } from './common/http/slow-bodies.js';
import { answerUnreadable, refuseExpectation } from './common/http/unreadable-requests.js';
import { Settings } from './config/settings.js';
import { ProcessMetrics } from './features/metrics/process-metrics.js';
import { traceRequests } from './platform/tracing/trace-requests.js';

const JSON_LIMIT = '1mb';
const API_PATHS = ['/api/v1', '/api/backup'];
/** What a client has to send the head of its request. */
const HEAD_WITHIN_MS = 20_000;

/** The application as main.ts serves it, not yet listening. */
export async function createHttpApplication(): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, new ExpressAdapter(), {
    abortOnError: false,
    bodyParser: false,
    bufferLogs: true,
  });
  const settings = app.get(Settings);
  app.useLogger(app.get(Logger));
  app.set('trust proxy', settings.trustProxy ? 1 : false);
  app.disable('x-powered-by');
  app.disable('etag'); // of what nobody may keep (forbidCaching); a download says its own
  app.use(app.get(ProcessMetrics, { strict: false }).observe);
  app.use(traceRequests);
  app.use(assignRequestId);
  app.use(helmet(securityHeaders(settings)));
  app.use(limitSlowBodies());
  app.use(API_PATHS, forbidCaching);
  app.useBodyParser('json', { limit: JSON_LIMIT, reviver: refusePrototypes, verify: assertReadable });
  app.use(API_PATHS, refuseOtherBodies);
  setApiPrefix(app);
  serveAdminPage(app);
  serveApiDocs(app, settings);
  limitConnections(app.getHttpServer());
  return app;
}

/** A head soon; a whole request when its body says so (limitSlowBodies). */
function limitConnections(server: Server): void {
  server.headersTimeout = HEAD_WITHIN_MS;
  server.requestTimeout = 0;
  server.on('clientError', answerUnreadable).on('checkExpectation', refuseExpectation);
}

/** Nest's validation would drop such a property silently; an unknown property is an error, these above all. */
const DROPPED = new Set(['__proto__', 'constructor', 'prototype']);

function refusePrototypes(name: string, value: unknown): unknown {
  if (DROPPED.has(name)) throw new SyntaxError(`A body may not have a property ${name}.`);
  return value;
}

/** Answers are a caller's own; no proxy and no browser may keep one. */
function forbidCaching(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

/** Only over TLS may a browser be told to insist on TLS. */
function securityHeaders({ publicUrl }: Settings): Parameters<typeof helmet>[0] {
  const isSecure = publicUrl?.startsWith('https:') === true;
  return {
    strictTransportSecurity: isSecure,
    contentSecurityPolicy: { directives: isSecure ? {} : { upgradeInsecureRequests: null } },
  };
}

/** Made when somebody asks for it: most processes are never asked. */
function serveApiDocs(app: NestExpressApplication, { publicUrl }: Settings): void {
  SwaggerModule.setup('api/docs', app, () => apiDocument(app, publicUrl), {
    jsonDocumentUrl: 'api/docs-json',
    yamlDocumentUrl: 'api/docs-yaml',
    customSiteTitle: 'Backstitch API',
  });
}
