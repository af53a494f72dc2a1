import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { documentCsrf } from './common/http/csrf-docs.js';
import { documentIdempotency } from './common/http/idempotency-docs.js';
import { refuseOtherBodies } from './common/http/json-bodies.js';
import { assignRequestId } from './common/http/request-id.js';
import { Settings } from './config/settings.js';
import { sessionCookie } from './features/auth/presented-tokens.js';
import { ProcessMetrics } from './features/metrics/process-metrics.js';
import { traceRequests } from './platform/tracing/trace-requests.js';

const JSON_LIMIT = '1mb';

/** The application as main.ts serves it, not yet listening. */
export async function createHttpApplication(): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    abortOnError: false,
    bodyParser: false,
    bufferLogs: true,
  });
  const settings = app.get(Settings);
  app.useLogger(app.get(Logger));
  app.set('trust proxy', settings.trustProxy ? 1 : false);
  app.disable('x-powered-by');
  app.use(app.get(ProcessMetrics, { strict: false }).observe);
  app.use(traceRequests);
  app.use(assignRequestId);
  app.use(helmet(securityHeaders(settings)));
  app.use('/api/v1', forbidCaching);
  app.useBodyParser('json', { limit: JSON_LIMIT, reviver: refusePrototypes });
  app.use('/api/v1', refuseOtherBodies);
  app.setGlobalPrefix('api/v1', { exclude: ['metrics'] }); // where every scrape looks
  app.useStaticAssets(fileURLToPath(new URL('../../admin-ui', import.meta.url)), { prefix: '/admin' });
  serveApiDocs(app, settings);
  return app;
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

function serveApiDocs(app: NestExpressApplication, { publicUrl }: Settings): void {
  const config = new DocumentBuilder()
    .setTitle('Backstitch')
    .setDescription(
      'Backup and restore for PostgreSQL applications that knows about migrations. Errors are application/problem+json; decide by their `code`.',
    )
    .setVersion('1')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'The accessToken of POST /auth/login, or an API key.' },
      'bearer',
    )
    .addCookieAuth(
      sessionCookie(publicUrl).name,
      { type: 'apiKey', in: 'cookie', description: 'For browsers; set by signing in. A bearer token beside it wins.' },
      'cookie',
    )
    .addApiKey(
      { type: 'apiKey', in: 'header', name: 'X-CSRF-Token', description: 'csrfToken of GET /auth/me.' },
      'csrf',
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  documentIdempotency(document);
  documentCsrf(document);
  SwaggerModule.setup('api/docs', app, document, {
    jsonDocumentUrl: 'api/docs-json',
    yamlDocumentUrl: 'api/docs-yaml',
    customSiteTitle: 'Backstitch API',
  });
}
