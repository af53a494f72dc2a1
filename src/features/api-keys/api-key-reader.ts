import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { liesIn } from '../../common/networks.js';
import { Database } from '../../database/database.js';
import { Refusals } from '../audit/refusals.js';
import { hashSecret, isSecret, newSecret } from '../auth/access-token.js';
import { Credentials, type Origin } from '../auth/credentials.js';
import { identityOf } from '../users/identity.js';
import { API_KEY_PREFIX, readApiKey } from './api-key-token.js';
import { ApiKeyUse } from './api-key-use.js';
import { ApiKey } from './api-key.entity.js';
import { KEY_STATUS_CONDITIONS } from './key-status.js';

/** Compared with where there is no such key: that takes as long. */
const OF_NOBODY = hashSecret(newSecret());

/** Recognises API keys. Each acts for the person who made it, with the role that this person has now. */
@Injectable()
export class ApiKeyReader {
  constructor(
    private readonly database: Database,
    private readonly use: ApiKeyUse,
    private readonly refusals: Refusals,
    credentials: Credentials,
  ) {
    credentials.register(API_KEY_PREFIX, (token, origin) => this.recognise(token, origin));
  }

  private async recognise(token: string, origin: Origin): Promise<Caller | null> {
    const parts = readApiKey(token);
    if (parts === null) return null;
    // Asked with every request: one statement.
    const key = await this.database.asSystem((manager) =>
      manager
        .createQueryBuilder(ApiKey, 'record')
        .innerJoinAndSelect('record.user', 'user')
        .where({ id: parts.id })
        .andWhere(KEY_STATUS_CONDITIONS.active)
        .andWhere('user.disabledAt IS NULL')
        .getOne(),
    );
    const isRight = isSecret(parts.secret, key?.secretHash ?? OF_NOBODY);
    if (key === null || !isRight) return null;
    if (key.allowedNetworks !== null && !liesIn(origin.address ?? '', key.allowedNetworks)) {
      await this.refuseAddress(key, origin);
    }
    this.use.note(key.id, origin.address);
    return toCaller(key, origin);
  }

  /** Whoever calls has the whole key: its tenant should know. */
  private async refuseAddress({ id, tenantId, name }: ApiKey, origin: Origin): Promise<never> {
    const subject = { subjectType: 'api_key', subjectId: id, tenantId };
    await this.refusals.ofNobody({
      action: 'api_key.refuse',
      outcome: 'refused',
      ...subject,
      ...origin,
      data: { name, reason: 'address' },
    });
    throw new AppError('FORBIDDEN', 'This API key may not be used from this address.', {
      hint: 'It was made for certain networks alone (allowedNetworks).',
    });
  }
}

function toCaller({ id, scopes, user }: ApiKey, origin: Origin): Caller {
  return {
    kind: 'api-key',
    ...identityOf(user),
    scopes,
    credentialId: id,
    ...origin,
  };
}
