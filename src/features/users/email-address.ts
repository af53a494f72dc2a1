import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, Matches, MaxLength } from 'class-validator';
import { STORABLE } from '../../common/http/field-rules.js';

/** What people sign in with; kept in lower case. */
export const IsEmailAddress = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value)),
    IsString(),
    MaxLength(254),
    Matches(STORABLE),
    Matches(/^[^\s@]+@[^\s@]+$/, { message: 'must be an e-mail address' }),
  );
