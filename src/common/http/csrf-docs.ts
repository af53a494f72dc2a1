import type { OpenAPIObject } from '@nestjs/swagger';

const CHANGING = ['post', 'put', 'patch', 'delete'] as const;

/** What changes something needs, beside the cookie, the token of its session: said in one place, as it is done in one place. */
export function documentCsrf(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const method of CHANGING) {
      const operation = path[method];
      if (operation?.security?.some((way) => 'cookie' in way) !== true) continue;
      operation.security = operation.security.map((way) => ('cookie' in way ? { ...way, csrf: [] } : way));
      operation.responses['403'] ??= {
        description: '`CSRF_FAILED`: it came with the cookie, and without X-CSRF-Token or from another origin.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
      };
    }
  }
}
