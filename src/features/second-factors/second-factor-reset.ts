import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { Audit } from '../audit/audit.js';
import { lockedForAct } from '../users/locked-people.js';
import { SecondFactor } from './second-factor.entity.js';
import type { TotpResetDto } from './totp.dto.js';

/** Takes the second factor of somebody away who has lost it. */
@Injectable()
export class SecondFactorReset {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Throws NOT_FOUND, and FORBIDDEN for whoever is above the caller, and for oneself. */
  async reset(caller: Caller, userId: string): Promise<TotpResetDto> {
    return this.database.as(caller, async (manager) => {
      const { email, tenantId } = await lockedForAct(manager, caller, userId, { kind: 'reset-second-factor' });
      const { affected } = await manager.delete(SecondFactor, { userId });
      const removed = (affected ?? 0) > 0;
      const data = { email, removed };
      const entry = { action: 'second_factor.reset', subjectType: 'user', subjectId: userId, tenantId, data };
      await this.audit.record(caller, entry, manager);
      return { removed };
    });
  }
}
