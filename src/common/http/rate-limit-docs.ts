import type { OpenAPIObject } from '@nestjs/swagger';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Whatever is asked may be asked too often: said in one place, as it is counted in one place. */
export function documentRateLimits(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const responses = path[method]?.responses;
      if (responses === undefined) continue;
      const told = responses['429'];
      responses['429'] = { ...(told === undefined || '$ref' in told ? TOO_OFTEN : told), headers: RETRY_AFTER };
    }
  }
}

const TOO_OFTEN = {
  description: '`RATE_LIMITED`: Too many requests.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
};

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds until it may be asked again.',
    schema: { type: 'integer' as const, minimum: 1 },
  },
};
