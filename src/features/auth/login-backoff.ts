import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import { LoginAttempt } from './login-attempt.entity.js';

export const WINDOW_MINUTES = 15;
/** Of one user from one address. */
export const MAX_FAILURES = 10;
/** Of one user from all addresses, and of one address for all users. */
export const MAX_OF_EMAIL = 50;
export const MAX_OF_ADDRESS = 100;

/** Skips rows that another attempt is forgetting right now, so that two never wait for each other. */
const FORGET_OLD = `
  DELETE FROM "login_attempts" WHERE "id" IN (
    SELECT "id" FROM "login_attempts" WHERE "createdAt" < now() - make_interval(mins => $1)
    LIMIT 1000 FOR UPDATE SKIP LOCKED)`;

/** How many failures there are of each kind, and in how many seconds the oldest one is forgotten. */
const COUNT = `
  SELECT kind, count(*)::int AS failures,
         ceil(extract(epoch FROM min("createdAt") + make_interval(mins => $3) - now()))::int AS wait
    FROM (SELECT 'pair' AS kind, "createdAt" FROM "login_attempts" WHERE "email" = $1 AND "address" = $2
          UNION ALL SELECT 'email', "createdAt" FROM "login_attempts" WHERE "email" = $1
          UNION ALL SELECT 'address', "createdAt" FROM "login_attempts" WHERE "address" = $2) AS failure
   WHERE "createdAt" >= now() - make_interval(mins => $3)
   GROUP BY kind`;

/** Sessions are kept for 30 days. */
const KNOWS_ADDRESS = `
  SELECT 1 FROM "sessions" JOIN "users" ON "users"."id" = "sessions"."userId"
   WHERE "users"."email" = $1 AND "sessions"."address" = $2 LIMIT 1`;

interface Failures {
  kind: 'pair' | 'email' | 'address';
  failures: number;
  wait: number;
}

const LIMITS: Record<Failures['kind'], number> = { pair: MAX_FAILURES, email: MAX_OF_EMAIL, address: MAX_OF_ADDRESS };

/**
 * Failed sign-ins in 15 minutes: at most 10 of a user from an address, 50 of a user from everywhere (a guess spread over
 * many machines), 100 from an address for everybody (one password tried on many users). The two wide limits do not hold
 * where this user has signed in from this address in the last 30 days: nobody is locked out at home by others' guesses,
 * however long they go on. An attempt is counted before its password is looked at, under locks of user and address: a
 * hundred at once are no way around. In PostgreSQL, so that every process counts alike.
 */
@Injectable()
export class LoginBackoff {
  constructor(private readonly database: Database) {}

  /** Counts an attempt, or throws RATE_LIMITED with the seconds until there may be another one. */
  async begin(email: string, address: string): Promise<void> {
    const retryAfterSeconds = await this.database.asSystem(async (manager) => {
      for (const name of [`login address ${address}`, `login email ${email}`]) {
        await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [name]);
      }
      await manager.query(FORGET_OLD, [WINDOW_MINUTES]);
      const counts = await manager.query<Failures[]>(COUNT, [email, address, WINDOW_MINUTES]);
      const isAtHome = (await manager.query<unknown[]>(KNOWS_ADDRESS, [email, address])).length > 0;
      const waits = counts
        .filter(({ kind, failures }) => failures >= LIMITS[kind] && (kind === 'pair' || !isAtHome))
        .map(({ wait }) => Math.max(1, wait));
      if (waits.length > 0) return Math.max(...waits);
      await manager.save(manager.create(LoginAttempt, { email, address }));
      return null;
    });
    if (retryAfterSeconds === null) return;
    throw new AppError('RATE_LIMITED', 'Too many failed sign-ins.', {
      hint: `Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`,
      retryAfterSeconds,
    });
  }

  /** A sign-in that succeeded clears what was counted before it, of this user from this address. */
  async succeed(email: string, address: string): Promise<void> {
    await this.database.asSystem((manager) => manager.delete(LoginAttempt, { email, address }));
  }
}
