import type { OpenAPIObject } from '@nestjs/swagger';

const KEY_HEADER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'For 24 hours the same key with the same body has the same answer (status, body, Location; then with ' +
    '`Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done.',
  schema: { type: 'string', minLength: 1, maxLength: 255, example: '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10' },
} as const;

/** Every POST of a known caller takes the header: said in one place, as it is done in one place. */
export function documentIdempotency(document: OpenAPIObject): void {
  for (const { post } of Object.values(document.paths)) {
    if (post?.security === undefined) continue;
    post.parameters = [...(post.parameters ?? []), KEY_HEADER];
    const conflict = post.responses['409'];
    if (conflict === undefined) {
      post.responses['409'] = {
        description: '`CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
      };
    }
  }
}
