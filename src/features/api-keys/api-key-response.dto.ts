import { ApiProperty } from '@nestjs/swagger';
import { type Scope, SCOPES } from '../../common/caller.js';
import type { ApiKey } from './api-key.entity.js';
import { KEY_STATUSES, type KeyStatus, keyStatus } from './key-status.js';

/** A key as it is when a list is read. */
export interface ReadKey {
  key: ApiKey;
  /** By the clock of the control database. */
  now: Date;
}

/** A key, without its secret. */
export class ApiKeyResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  tenantId: string;

  name: string;

  @ApiProperty({ enum: SCOPES, enumName: 'Scope', isArray: true })
  scopes: Scope[];

  @ApiProperty({ enum: KEY_STATUSES })
  status: KeyStatus;

  /** null: it holds until it is revoked. */
  expiresAt: Date | null;

  /** null: from anywhere. */
  allowedNetworks: string[] | null;

  /** For whom it acts: who made it, or made the key that made it. */
  @ApiProperty({ format: 'uuid' })
  userId: string;

  /** The same, by e-mail address. */
  createdBy: string;

  /** null: made by a person who had signed in. */
  madeByKeyId: string | null;

  createdAt: Date;
  /** To the minute; null: not yet. */
  lastUsedAt: Date | null;
  lastAddress: string | null;
  revokedAt: Date | null;

  static of({ key, now }: ReadKey): ApiKeyResponse {
    const { id, tenantId, name, scopes, expiresAt, allowedNetworks, userId, madeByKeyId } = key;
    const { createdAt, lastUsedAt, lastAddress, revokedAt } = key;
    return Object.assign(new ApiKeyResponse(), {
      id,
      tenantId,
      name,
      scopes,
      status: keyStatus(key, now),
      expiresAt,
      allowedNetworks,
      userId,
      createdBy: key.user.email,
      madeByKeyId,
      createdAt,
      lastUsedAt,
      lastAddress,
      revokedAt,
    });
  }
}

export class CreatedApiKeyResponse extends ApiKeyResponse {
  /** Send it as `Authorization: Bearer <key>`. Shown this once; only its hash is kept. @example "bst_…" */
  key: string;

  static with(read: ReadKey, key: string): CreatedApiKeyResponse {
    return Object.assign(ApiKeyResponse.of(read), { key });
  }
}
