import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../common/app-error.js';
import { SSL_MODES, type SslMode } from '../../platform/postgres/connection.js';
import type { SourceUses } from './source-uses.js';
import type { Source, SourceDatabase } from './source.entity.js';

/** A database cannot be renamed from inside of itself. Throws INVALID_PARAMETER. */
export function assertMaintenanceApart({ database, maintenanceDatabase }: SourceDatabase): void {
  if (maintenanceDatabase !== database) return;
  throw new AppError('INVALID_PARAMETER', `"${database}" cannot be its own maintenance database.`, {
    hint: 'A restore renames the database of the source from another one: name `postgres`, or leave maintenanceDatabase out.',
    errors: [{ field: 'database.maintenanceDatabase', message: 'must be another database' }],
  });
}

/**
 * Whoever may change a source may not read its password: so a kept one goes nowhere else, to nobody else, and by no
 * weaker way than it was given for. Throws INVALID_PARAMETER.
 */
export function assertPasswordStays({ sealedPassword, database: before }: Source, after: SourceDatabase): void {
  if (sealedPassword === null) return;
  const moves = before.host !== after.host || before.port !== after.port || before.user !== after.user;
  if (!moves && strengthOf(after.sslMode) >= strengthOf(before.sslMode)) return;
  throw new AppError('INVALID_PARAMETER', 'The password that is kept was given for another host, port, user or TLS.', {
    hint: 'Send database.password together with this change.',
    errors: [{ field: 'database.password', message: 'is needed again with this change' }],
  });
}

/**
 * A job that is taken over, and the end of a rollback window, look for what they left where the source says that it is:
 * it must not say something else meanwhile. A new password never harms. Throws SOURCE_BUSY or CONFLICT.
 */
export function assertNothingLeftBehind(uses: SourceUses, before: SourceDatabase, after: SourceDatabase): void {
  if (uses.job !== null && !isDeepStrictEqual(before, after)) throw busy(uses.job);
  const moves = before.host !== after.host || before.port !== after.port || before.database !== after.database;
  if (uses.keptDatabases > 0 && moves) {
    throw new AppError('CONFLICT', 'A database is kept on this server for a rollback.', {
      hint: 'Wait until the rollback window is closed, or add another source for the other place.',
    });
  }
  const leavesServer = before.host !== after.host || before.port !== after.port;
  if (uses.scratchDatabases + uses.drills > 0 && leavesServer) {
    throw new AppError('CONFLICT', 'A check or a drill has a scratch database on this server.', {
      hint: 'It is dropped when that ends, or a minute after the server answers again. If that server is gone for good, add another source.',
    });
  }
}

export function busy({ action, id, since }: NonNullable<SourceUses['job']>): AppError {
  const what = `${action.replace('_', ' ')} (job ${id}) since ${since.toISOString()}`;
  return new AppError('SOURCE_BUSY', `This source is busy with ${what}.`, {
    hint: 'Wait for it to finish, or cancel it.',
  });
}

function strengthOf(mode: SslMode = 'prefer'): number {
  return SSL_MODES.indexOf(mode);
}
