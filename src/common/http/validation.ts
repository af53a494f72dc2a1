import { type PipeTransform, ValidationPipe } from '@nestjs/common';
import { isUUID, type ValidationError } from 'class-validator';
import { AppError } from '../app-error.js';
import { ONE_LINE, STORABLE } from './field-rules.js';

/** Bodies and queries are what their DTO says, whole and nothing else; texts of a query become what the DTO declares. */
export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false },
    exceptionFactory: (faults) => invalidRequest(faults),
  });
}

/**
 * An id in a path. A malformed one cannot name anything: INVALID_PARAMETER. One of a version or variant that nobody makes
 * names nothing either, but PostgreSQL takes it for an id: NOT_FOUND.
 */
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (isUUID(value, 'loose')) return value.toLowerCase();
    throw new AppError('INVALID_PARAMETER', 'The id in the address is not a UUID.', {
      hint: 'Ids look like 01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10.',
      errors: [{ field: 'id', message: 'must be a UUID' }],
    });
  }
}

/** MISSING_PARAMETER when all that is wrong is that something was not given. */
export function invalidRequest(faults: ValidationError[]): AppError {
  const leaves = faults.flatMap((fault) => leavesOf(fault, ''));
  const isAllMissing = leaves.length > 0 && leaves.every((leaf) => leaf.isMissing);
  const fields = leaves.map((leaf) => leaf.field).join(', ');
  return new AppError(
    isAllMissing ? 'MISSING_PARAMETER' : 'INVALID_PARAMETER',
    isAllMissing ? `Missing: ${fields}.` : `Not valid: ${fields}.`,
    {
      hint: 'What each route takes stands at /api/docs.',
      errors: leaves.map(({ field, message }) => ({ field, message })),
    },
  );
}

interface Leaf {
  field: string;
  message: string;
  isMissing: boolean;
}

function leavesOf(fault: ValidationError, parent: string): Leaf[] {
  const field = fieldName(parent, fault.property);
  // Decorators are evaluated from below: the last rule is the uppermost, which says what kind of value is wanted.
  const own = Object.entries(fault.constraints ?? {}).slice(-1);
  const leaves = own.map(([rule, message]) => {
    const isUnknown = rule === 'whitelistValidation';
    const isMissing = fault.value === undefined && !isUnknown;
    const wrong = isUnknown ? 'is not known here' : inWords(message, fault.property);
    return { field, message: isMissing ? 'is missing' : wrong, isMissing };
  });
  return [...leaves, ...(fault.children ?? []).flatMap((child) => leavesOf(child, field))];
}

/** Without the name of the field, which stands beside it, and without regular expressions, which are for programs. */
function inWords(message: string, property: string): string {
  const wrong = message.replace(`each value in ${property} `, 'each value ').replace(`${property} `, '');
  return wrong
    .replace(`must match ${String(STORABLE)} regular expression`, 'must be text without zero bytes')
    .replace(`must match ${String(ONE_LINE)} regular expression`, 'must be one line, without zero bytes');
}

function fieldName(parent: string, property: string): string {
  if (parent === '') return property;
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
}
