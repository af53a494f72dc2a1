import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { documentCsrf } from './common/http/csrf-docs.js';
import { documentDefaults } from './common/http/default-docs.js';
import { documentEverywhere } from './common/http/everywhere-docs.js';
import { documentIdempotency } from './common/http/idempotency-docs.js';
import { documentPathsAndAnswers } from './common/http/parameter-docs.js';
import { documentRateLimits } from './common/http/rate-limit-docs.js';
import { sessionCookie } from './features/auth/presented-tokens.js';

/** Everything under it, but for what is looked for where it always was: by scrapes, and by the Django original's clients. */
export function setApiPrefix(app: INestApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: ['metrics', 'api/backup/{*rest}'] });
}

/**
 * The contract with clients, as OpenAPI: in the same order whatever order modules are loaded in.
 * @param publicUrl decides the name of the session's cookie, and nothing else
 */
export function apiDocument(app: INestApplication, publicUrl: string | null): OpenAPIObject {
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
  documentRateLimits(document);
  documentDefaults(document);
  documentEverywhere(document);
  documentPathsAndAnswers(document);
  return {
    ...document,
    paths: byName(Object.fromEntries(Object.entries(document.paths).map(([path, methods]) => [path, byName(methods)]))),
    components: { ...document.components, schemas: byName(document.components?.schemas ?? {}) },
  };
}

/** The same without an application: nothing of it is made, nothing is connected to. */
export async function apiDocumentOfNothing(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(AppModule, new ExpressAdapter(), {
    preview: true,
    abortOnError: false,
    logger: false,
  });
  setApiPrefix(app);
  return apiDocument(app, null);
}

function byName<Named extends object>(map: Named): Named {
  return Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1))) as Named;
}
