import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { AppError } from '../app-error.js';
import { ONE_LINE, STORABLE } from './field-rules.js';
import { ListQuery } from './list-query.dto.js';
import { requestValidation, UuidPipe } from './validation.js';

class Inner {
  @IsString()
  host: string;

  @IsInt()
  @Max(65_535)
  port: number;
}

class Outer {
  @IsString()
  name: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => Inner)
  database?: Inner;

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Inner)
  list?: Inner[];
}

class Ruled {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(9)
  count: number;

  @IsString()
  @Length(1, 20)
  @Matches(STORABLE)
  name: string;

  @IsOptional()
  @Matches(ONE_LINE)
  line?: string;

  @IsOptional()
  @IsString({ each: true })
  words?: string[];
}

async function refusal(value: unknown, metatype: new () => object = Outer): Promise<AppError> {
  try {
    await requestValidation().transform(value, { type: 'body', metatype });
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('validation of requests', () => {
  it('calls it missing when something was not given, and nothing else is wrong', async () => {
    const error = await refusal({ database: { host: 'h' } });
    expect(error.code).toBe('MISSING_PARAMETER');
    expect(error.errors).toEqual([
      { field: 'name', message: 'is missing' },
      { field: 'database.port', message: 'is missing' },
    ]);
  });

  it('calls it invalid as soon as one given value is wrong', async () => {
    const error = await refusal({ database: { host: 'h', port: 99_999 } });
    expect(error.code).toBe('INVALID_PARAMETER');
    expect(error.errors).toContainEqual({ field: 'database.port', message: 'must not be greater than 65535' });
  });

  it.each([
    [
      { count: 'many', name: 'n' },
      { field: 'count', message: 'must be an integer number' },
    ],
    [
      { count: 1_000, name: 'n' },
      { field: 'count', message: 'must not be greater than 9' },
    ],
    [
      { count: 1, name: 7 },
      { field: 'name', message: 'must be a string' },
    ],
    [
      { count: 1, name: 'a\0' },
      { field: 'name', message: 'must be text without zero bytes' },
    ],
    [
      { count: 1, name: 'n', line: '\n' },
      { field: 'line', message: 'must be one line, without zero bytes' },
    ],
    [
      { count: 1, name: 'n', words: ['a', 7] },
      { field: 'words', message: 'each value must be a string' },
    ],
  ])('says first what kind of value is wanted, in words: %j', async (value, expected) => {
    expect((await refusal(value, Ruled)).errors).toEqual([expected]);
  });

  it('refuses an unknown property at any depth, with the place where it stands', async () => {
    const error = await refusal({
      name: 'n',
      list: [
        { host: 'h', port: 1 },
        { host: 'h', port: 1, extra: 1 },
      ],
    });
    expect(error.code).toBe('INVALID_PARAMETER');
    expect(error.errors).toEqual([{ field: 'list[1].extra', message: 'is not known here' }]);
  });

  it('takes no body at all for an empty one', async () => {
    expect((await refusal(undefined)).code).toBe('MISSING_PARAMETER');
  });

  it.each([['text'], [7], [['a']], [null]])('never lets through %j where an object belongs', async (body) => {
    await expect(requestValidation().transform(body, { type: 'body', metatype: Outer })).rejects.toBeInstanceOf(
      AppError,
    );
  });

  it('has no place for a value inside of its messages', async () => {
    const error = await refusal({ name: 'n', database: { host: 7, port: 'sekret' } });
    expect(JSON.stringify([error.message, error.errors])).not.toContain('sekret');
  });
});

describe('the parameters of lists', () => {
  const read = async (query: object): Promise<unknown> =>
    requestValidation().transform(query, { type: 'query', metatype: ListQuery });

  it('have the defaults of the contract', async () => {
    expect(await read({})).toEqual({ page: 1, limit: 20 });
  });

  it('become numbers and lists', async () => {
    const ids = ['01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10', '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a11'];
    expect(await read({ page: '3', limit: '200', ids: ids.join(',') })).toMatchObject({ page: 3, limit: 200, ids });
  });

  it.each([
    { page: '0' },
    { page: '1.5' },
    { page: '' },
    { limit: '201' },
    { limit: '0' },
    { order: 'up' },
    { ids: 'x' },
    { colour: 'red' },
  ])('refuse %j', async (query) => {
    expect((await refusal(query, ListQuery)).code).toBe('INVALID_PARAMETER');
  });
});

describe('an id in a path', () => {
  it('is a UUID, in any case of letters', () => {
    expect(new UuidPipe().transform('01931B5C-7C5E-7D7A-8F1B-0C7F5E2F9A10')).toBe(
      '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10',
    );
  });

  it('may be one of no known version, which then names nothing', async () => {
    const id = '11111111-1111-1111-1111-111111111111';
    expect(new UuidPipe().transform(id)).toBe(id);
    const query: unknown = await requestValidation().transform({ ids: id }, { type: 'query', metatype: ListQuery });
    expect(query).toMatchObject({ ids: [id] });
  });

  it.each(['1', '', "' or 1=1", '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a1z'])('is not %j', (id) => {
    expect(() => new UuidPipe().transform(id)).toThrow(AppError);
  });
});
