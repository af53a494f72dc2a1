import { AppError } from '../../common/app-error.js';
import { refusedPart } from '../../platform/postgres/postgres-error.js';

/**
 * Which field of a source's request a failed check speaks of, so that a form can say it there; undefined where that
 * cannot be told.
 */
export function fieldOfCheck(check: string, error: unknown): string | undefined {
  const named = error instanceof AppError ? error.errors?.[0]?.field : undefined;
  if (named !== undefined) return named;
  const part = refusedPart(error);
  if (check === 'connection') return part === undefined ? undefined : `database.${part}`;
  if (check === 'maintenance database') return part === 'database' ? 'database.maintenanceDatabase' : undefined;
  return FIELDS[check];
}

const FIELDS: Partial<Record<string, string>> = {
  'not the control database': 'database.database',
  rights: 'database.user',
};
