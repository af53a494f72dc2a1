import type { OpenAPIObject } from '@nestjs/swagger';
import type { ErrorCode } from '../error-codes.js';
import { ERROR_CODES } from '../error-codes.js';

/** What no route says of itself, because it is refused before a route is asked. */
export function documentEverywhere(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      if (operation === undefined) continue;
      const { responses, requestBody, security } = operation;
      responses['400'] ??= problem('INVALID_PARAMETER', 'The address or the body cannot be read.');
      if (requestBody !== undefined) responses['413'] ??= problem('PAYLOAD_TOO_LARGE', 'JSON bodies may have 1 MB.');
      if (security !== undefined) {
        responses['503'] ??= problem(
          'UNAVAILABLE',
          'The control database does not answer, so nobody can be recognised.',
        );
      }
    }
  }
}

function problem(code: ErrorCode, why: string) {
  return {
    description: `\`${code}\`: ${ERROR_CODES[code].title}. ${why}`,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
  };
}
