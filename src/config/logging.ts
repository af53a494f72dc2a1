import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestMethod } from '@nestjs/common';
import type { Params } from 'nestjs-pino';
import { destination } from 'pino';
import type { Settings } from './settings.js';

/**
 * Structured logs, one JSON object a line, on standard error: standard output is for the few lines meant for a person.
 * Written synchronously, so that the last words of a dying process are kept.
 */
export function loggingParams(settings: Settings): Params {
  return {
    // The library's own way of saying "all" is one that Nest warns of at every start.
    forRoutes: [{ path: '{*path}', method: RequestMethod.ALL }],
    pinoHttp: [
      {
        level: settings.logLevel,
        redact: { paths: SECRET_PATHS, censor: '[redacted]' },
        genReqId: (_request, response) => response.getHeader('x-request-id')?.toString() ?? '',
        autoLogging: { ignore: (request) => pathOf(request).endsWith('/health') || pathOf(request) === '/metrics' },
        customLogLevel: (_request, response, error) => levelOf(response, error),
        serializers: {
          req: (request: { id: unknown; method: string; url: string; remoteAddress: string }) => ({
            id: request.id,
            method: request.method,
            // Without its query, which may carry a signature.
            path: request.url.split('?', 1)[0],
            address: request.remoteAddress,
          }),
          res: (response: { statusCode: number }) => ({ status: response.statusCode }),
        },
      },
      destination({ dest: 2, sync: true }),
    ],
  };
}

const SECRET_PATHS = ['authorization', 'cookie', 'password', 'accessToken', 'secret', 'masterKey'].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

function pathOf(request: IncomingMessage): string {
  return request.url?.split('?', 1)[0] ?? '';
}

function levelOf(response: ServerResponse, error: Error | undefined): 'error' | 'warn' | 'info' {
  if (error !== undefined || response.statusCode >= 500) return 'error';
  return response.statusCode === 403 || response.statusCode === 429 ? 'warn' : 'info';
}
