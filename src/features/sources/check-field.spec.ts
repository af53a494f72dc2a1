import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AppError } from '../../common/app-error.js';
import { fieldOfCheck } from './check-field.js';

function ofServer(state: string): AppError {
  const cause = Object.assign(new pg.DatabaseError('refused', 0, 'error'), { code: state });
  return new AppError('SOURCE_UNREACHABLE', 'Could not connect', { cause });
}

function ofNetwork(code: string): AppError {
  return new AppError('SOURCE_UNREACHABLE', 'Could not connect', { cause: Object.assign(new Error('no'), { code }) });
}

describe('the field that a failed check speaks of', () => {
  it.each([
    ['connection', ofServer('28P01'), 'database.password'],
    ['connection', ofServer('28000'), 'database.user'],
    ['connection', ofServer('3D000'), 'database.database'],
    ['connection', ofNetwork('ENOTFOUND'), 'database.host'],
    ['connection', ofNetwork('ECONNREFUSED'), 'database.port'],
    ['maintenance database', ofServer('3D000'), 'database.maintenanceDatabase'],
    ['not the control database', new AppError('PERMISSION_DENIED', 'It is.'), 'database.database'],
    ['rights', new AppError('PERMISSION_DENIED', 'None.'), 'database.user'],
  ])('%s, %s: %s', (check, error, field) => {
    expect(fieldOfCheck(check, error)).toBe(field);
  });

  it('is the one that the error names itself', () => {
    const error = new AppError('INVALID_PARAMETER', 'No.', { errors: [{ field: 'database.host', message: 'no' }] });
    expect(fieldOfCheck('host', error)).toBe('database.host');
  });

  it.each([
    ['connection', ofServer('53300')],
    ['connection', new Error('anything')],
    ['maintenance database', ofServer('28P01')],
    ['migrations', ofServer('55P03')],
  ])('is none where that cannot be told: %s, %s', (check, error) => {
    expect(fieldOfCheck(check, error)).toBeUndefined();
  });
});
