import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import { LoginAttempt } from './login-attempt.entity.js';

export const MAX_FAILURES = 10;
export const WINDOW_MINUTES = 15;

/** Skips rows that another attempt is forgetting right now, so that two never wait for each other. */
const FORGET_OLD = `
  DELETE FROM "login_attempts" WHERE "id" IN (
    SELECT "id" FROM "login_attempts" WHERE "createdAt" < now() - make_interval(mins => $1)
    LIMIT 1000 FOR UPDATE SKIP LOCKED)`;

/**
 * At most 10 failed sign-ins per e-mail and address in 15 minutes. An attempt is counted before its password is looked
 * at, under a lock of its pair: a hundred at once are no way around. In PostgreSQL, so that every process counts alike.
 */
@Injectable()
export class LoginBackoff {
  constructor(private readonly database: Database) {}

  /** Counts an attempt, or throws RATE_LIMITED with the seconds until the oldest one is forgotten. */
  async begin(email: string, address: string): Promise<void> {
    const retryAfterSeconds = await this.database.asSystem(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`login ${email} ${address}`]);
      await manager.query(FORGET_OLD, [WINDOW_MINUTES]);
      const [row] = await manager.query<{ failures: number; wait: number }[]>(
        `SELECT count(*)::int AS failures,
                ceil(extract(epoch FROM min("createdAt") + make_interval(mins => $3) - now()))::int AS wait
           FROM "login_attempts"
          WHERE "email" = $1 AND "address" = $2 AND "createdAt" >= now() - make_interval(mins => $3)`,
        [email, address, WINDOW_MINUTES],
      );
      if (row !== undefined && row.failures >= MAX_FAILURES) return Math.max(1, row.wait);
      await manager.save(manager.create(LoginAttempt, { email, address }));
      return null;
    });
    if (retryAfterSeconds === null) return;
    throw new AppError('RATE_LIMITED', 'Too many failed sign-ins.', {
      hint: `Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`,
      retryAfterSeconds,
    });
  }

  /** A sign-in that succeeded clears what was counted before it. */
  async succeed(email: string, address: string): Promise<void> {
    await this.database.asSystem((manager) => manager.delete(LoginAttempt, { email, address }));
  }
}
