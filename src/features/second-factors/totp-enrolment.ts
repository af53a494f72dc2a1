import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { OwnPassword } from '../auth/own-password.js';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { SecondFactor } from './second-factor.entity.js';
import { SecondFactorSecrets } from './second-factor-secrets.js';
import { lockFactor, SecondFactors } from './second-factors.js';
import type { ChangeTotpRequest, RecoveryCodesDto, TotpOfferDto, TotpStateDto } from './totp.dto.js';
import { newTotpSecret, stepOfCode, totpUri } from './totp-code.js';

/** One's own second factor: offered, confirmed, given up. */
@Injectable()
export class TotpEnrolment {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly passwords: OwnPassword,
    private readonly factors: SecondFactors,
    private readonly secrets: SecondFactorSecrets,
  ) {}

  async state(caller: Caller): Promise<TotpStateDto> {
    const factor = await this.database.as(caller, (manager) => manager.findOneBy(SecondFactor, ownOf(caller)));
    const enabledAt = factor?.confirmedAt ?? null;
    return { enabled: enabledAt !== null, enabledAt, recoveryCodesLeft: factor?.recoveryHashes.length ?? 0 };
  }

  /** A new secret, in place of one that was never confirmed. Throws CONFLICT where there is a confirmed one. */
  async offer(caller: Caller, password: string): Promise<TotpOfferDto> {
    const user = await this.passwords.assert(caller, password, { field: 'password', action: 'second_factor.offer' });
    const secret = await newTotpSecret();
    const id = uuidV7();
    await this.database.as(caller, async (manager) => {
      // There may be no row of the factor yet: two that ask at once wait for each other here.
      await manager.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [user.id]);
      const before = await lockFactor(manager, user.id);
      if (before !== null && before.confirmedAt !== null) throw alreadyEnabled();
      await manager.delete(SecondFactor, { userId: user.id });
      const sealedSecret = this.secrets.seal(id, secret);
      await manager.insert(SecondFactor, { id, tenantId: user.tenantId, userId: user.id, sealedSecret });
      await this.record(manager, caller, 'second_factor.offer');
    });
    return { secret, otpauthUri: await totpUri(secret, user.email) };
  }

  /** From now on a sign-in needs a code. Throws CONFLICT where nothing was offered, INVALID_PARAMETER for a wrong code. */
  async confirm(caller: Caller, otp: string): Promise<RecoveryCodesDto> {
    return this.database.as(caller, async (manager) => {
      const factor = await lockFactor(manager, caller.userId ?? '');
      if (factor === null) {
        throw new AppError('CONFLICT', 'No second factor was offered.', { hint: 'POST /api/v1/auth/totp first.' });
      }
      if (factor.confirmedAt !== null) throw alreadyEnabled();
      const now = await controlNow(manager);
      const step = await stepOfCode(this.secrets.open(factor), otp.replaceAll(/\s/g, ''), now);
      if (step === null) {
        throw new AppError('INVALID_PARAMETER', 'The code is wrong.', {
          hint: 'Wait for the next code of the app. Is the time of the phone right?',
          errors: [{ field: 'otp', message: 'is wrong' }],
        });
      }
      Object.assign(factor, { confirmedAt: now, lastStep: step });
      return this.renew(manager, caller, factor, 'second_factor.enable');
    });
  }

  /** Ten new ones; those before are worth nothing. */
  async renewRecoveryCodes(caller: Caller, request: ChangeTotpRequest): Promise<RecoveryCodesDto> {
    await this.assertBoth(caller, request, 'second_factor.renew_recovery_codes');
    return this.database.as(caller, async (manager) => {
      const factor = await lockFactor(manager, caller.userId ?? '');
      if (factor?.confirmedAt == null) throw notEnabled();
      return this.renew(manager, caller, factor, 'second_factor.renew_recovery_codes');
    });
  }

  async disable(caller: Caller, request: ChangeTotpRequest): Promise<TotpStateDto> {
    await this.assertBoth(caller, request, 'second_factor.disable');
    await this.database.as(caller, async (manager) => {
      await manager.delete(SecondFactor, ownOf(caller));
      await this.record(manager, caller, 'second_factor.disable');
    });
    return { enabled: false, enabledAt: null, recoveryCodesLeft: 0 };
  }

  private async assertBoth(caller: Caller, { password, otp }: ChangeTotpRequest, action: string): Promise<void> {
    const { id } = await this.passwords.assert(caller, password, { field: 'password', action });
    if ((await this.factors.pass(id, otp)) === null) throw notEnabled();
  }

  private async renew(
    manager: EntityManager,
    caller: Caller,
    factor: SecondFactor,
    action: string,
  ): Promise<RecoveryCodesDto> {
    const recoveryCodes = newRecoveryCodes();
    factor.recoveryHashes = recoveryCodes.map(hashRecoveryCode);
    await manager.save(factor);
    await this.record(manager, caller, action);
    return { recoveryCodes };
  }

  private async record(manager: EntityManager, caller: Caller, action: string): Promise<void> {
    const subjectId = caller.userId ?? '';
    await this.audit.record(caller, { action, subjectType: 'user', subjectId, data: { email: caller.name } }, manager);
  }
}

function ownOf({ userId }: Caller): { userId: string } {
  return { userId: userId ?? '' };
}

function alreadyEnabled(): AppError {
  return new AppError('CONFLICT', 'There is a second factor already.', {
    hint: 'Give it up first: POST /api/v1/auth/totp/disable.',
  });
}

function notEnabled(): AppError {
  return new AppError('CONFLICT', 'There is no second factor.', { hint: 'POST /api/v1/auth/totp offers one.' });
}
