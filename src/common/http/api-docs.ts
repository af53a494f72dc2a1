import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { AppError } from '../app-error.js';
import { ERROR_CODES, type ErrorCode } from '../error-codes.js';
import { type Problem, toProblem } from './problem.js';

class FieldErrorDto {
  @ApiProperty({ type: String, example: 'database.port' })
  field: string;

  @ApiProperty({ type: String, example: 'must not be greater than 65535' })
  message: string;
}

/** Every error, as application/problem+json (RFC 9457). */
export class ProblemDto {
  @ApiProperty({ type: String, format: 'uri', example: 'urn:backstitch:problem:not-found' })
  type: string;

  @ApiProperty({ type: String, example: 'Not found' })
  title: string;

  @ApiProperty({ type: Number, example: 404 })
  status: number;

  @ApiProperty({ type: String, description: 'What happened.', example: 'There is nothing at this address.' })
  detail: string;

  @ApiProperty({ enum: Object.keys(ERROR_CODES), enumName: 'ErrorCode', description: 'Stable; decide by it.' })
  code: ErrorCode;

  @ApiProperty({ type: String, required: false, description: 'What to do next.' })
  hint?: string;

  @ApiProperty({ type: String, example: '/api/v1/backups' })
  instance: string;

  @ApiProperty({ type: String, description: 'Also in the X-Request-Id header and the server’s log.' })
  requestId: string;

  @ApiProperty({ type: [FieldErrorDto], required: false })
  errors?: FieldErrorDto[];
}

/** Documents the errors a route can answer; several codes of one status become one response with an example each. */
export function ApiProblems(...codes: ErrorCode[]): MethodDecorator & ClassDecorator {
  const all = new Set<ErrorCode>([...codes, 'INTERNAL_ERROR']);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of all) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...[...byStatus].map(([status, group]) =>
      ApiResponse({
        status,
        description: group.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}.`).join(' '),
        content: {
          'application/problem+json': {
            schema: { $ref: getSchemaPath(ProblemDto) },
            examples: Object.fromEntries(group.map((code) => [code, { value: exampleOf(code) }])),
          },
        },
      }),
    ),
  );
}

/** Documents a 200 that is one page of `item`. */
export function ApiPage(item: Type): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'total', 'page', 'pages'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          total: { type: 'integer', example: 57 },
          page: { type: 'integer', example: 1 },
          pages: { type: 'integer', example: 3 },
        },
      },
    }),
  );
}

function exampleOf(code: ErrorCode): Problem {
  const error = new AppError(code, `${ERROR_CODES[code].title}.`);
  return toProblem(error, { instance: '/api/v1/…', requestId: '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10' });
}
