import { QueryFailedError } from 'typeorm';

/** That a row with the same key is there already (SQLSTATE 23505), whichever tenant's it is. The transaction is over. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: unknown };
  return code === '23505';
}
