import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { hashRecoveryCode } from './recovery-codes.js';
import { SecondFactor } from './second-factor.entity.js';
import { SecondFactorSecrets } from './second-factor-secrets.js';
import { stepOfCode } from './totp-code.js';

/** null: there is none. */
export type UsedFactor = 'totp' | 'recovery code' | null;

/** Of one user in an hour, wherever they come from: a guess of one in 300,000 at a time then takes years. */
const MAX_FAILURES = 10;
const HOUR_MS = 3_600_000;

/** Asks for the second factor of whoever has one. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecondFactorSecrets,
  ) {}

  /**
   * Takes the code, which is then worth nothing any more, also for a request at the same moment. Only for whom the password
   * was right. Throws UNAUTHENTICATED with the field `otp` where it is absent, wrong or used, and RATE_LIMITED after ten
   * wrong ones.
   */
  async pass(userId: string, otp: string | undefined): Promise<UsedFactor> {
    const used = await this.database.asSystem(async (manager) => {
      const factor = await lockFactor(manager, userId);
      if (factor?.confirmedAt == null) return null;
      if (otp === undefined)
        throw refusal('is needed', 'Enter the code of your authenticator app, or a recovery code.');
      return this.take(manager, factor, otp);
    });
    if (used !== 'wrong') return used;
    throw refusal('is wrong, or was used before', 'Wait for the next code of the app. Is the time of the phone right?');
  }

  private async take(manager: EntityManager, factor: SecondFactor, otp: string): Promise<UsedFactor | 'wrong'> {
    const now = await controlNow(manager);
    const isOver = factor.failingSince === null || now.getTime() - factor.failingSince.getTime() >= HOUR_MS;
    if (isOver) Object.assign(factor, { failures: 0, failingSince: now });
    if (factor.failures >= MAX_FAILURES) throw tooMany(factor.failingSince, now);

    const used = await this.use(factor, otp, now);
    if (used === 'wrong') factor.failures += 1;
    else Object.assign(factor, { failures: 0, failingSince: null });
    await manager.save(factor);
    return used;
  }

  private async use(factor: SecondFactor, otp: string, now: Date): Promise<'totp' | 'recovery code' | 'wrong'> {
    const step = await stepOfCode(this.secrets.open(factor), otp.replaceAll(/\s/g, ''), now);
    if (step !== null && step > factor.lastStep) {
      factor.lastStep = step;
      return 'totp';
    }
    const hash = hashRecoveryCode(otp);
    if (!factor.recoveryHashes.includes(hash)) return 'wrong';
    factor.recoveryHashes = factor.recoveryHashes.filter((left) => left !== hash);
    return 'recovery code';
  }
}

/** Whoever else comes with a code of this user's waits until the transaction has ended. */
export async function lockFactor(manager: EntityManager, userId: string): Promise<SecondFactor | null> {
  return manager.findOne(SecondFactor, { where: { userId }, lock: { mode: 'pessimistic_write' } });
}

function refusal(what: string, hint: string): AppError {
  return new AppError('UNAUTHENTICATED', `The second factor ${what}.`, {
    hint,
    errors: [{ field: 'otp', message: what }],
  });
}

function tooMany(since: Date | null, now: Date): AppError {
  const waitMs = (since?.getTime() ?? now.getTime()) + HOUR_MS - now.getTime();
  return new AppError('RATE_LIMITED', 'Too many wrong codes.', {
    hint: `Try again in ${Math.ceil(waitMs / 60_000)} minutes; an admin may take the second factor away.`,
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)),
  });
}
