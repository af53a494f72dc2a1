import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import { type Page, paginate } from '../../common/pagination.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { Wakes } from '../activity/wakes.js';
import { Audit } from '../audit/audit.js';
import { hashSecret, newSecret } from '../auth/access-token.js';
import type { CreateApiKeyRequest, ListApiKeysQuery } from './api-key-requests.dto.js';
import type { ReadKey } from './api-key-response.dto.js';
import { writeApiKey } from './api-key-token.js';
import { ApiKey } from './api-key.entity.js';
import { limitToCreator, type MakingKey } from './creator-limits.js';
import { KEY_STATUS_CONDITIONS } from './key-status.js';

/** Of a tenant, at the same time. */
const MOST_KEYS = 100;

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly wakes: Wakes,
  ) {}

  async list(caller: Caller, query: ListApiKeysQuery): Promise<Page<ReadKey>> {
    return this.database.as(caller, async (manager) => {
      const keys = keysOf(manager, caller).query('record').innerJoinAndSelect('record.user', 'user');
      if (query.status !== undefined) keys.andWhere(`(${KEY_STATUS_CONDITIONS[query.status]})`);
      if (query.userId !== undefined) keys.andWhere('record.userId = :userId', { userId: query.userId });
      const sortable = {
        createdAt: 'record.createdAt',
        name: 'record.name',
        expiresAt: 'record.expiresAt',
        lastUsedAt: 'record.lastUsedAt',
      };
      const page = await paginate(keys, query, { sortable });
      const now = await controlNow(manager);
      return { ...page, items: page.items.map((key) => ({ key, now })) };
    });
  }

  async get(caller: Caller, id: string): Promise<ReadKey> {
    return this.database.as(caller, (manager) => read(manager, caller, id));
  }

  /** Answers the key itself, this once. It is of the caller's own tenant. */
  async create(caller: Caller, request: CreateApiKeyRequest): Promise<{ read: ReadKey; key: string }> {
    const [id, secret] = [uuidV7(), newSecret()];
    const created = await this.database.as(caller, async (manager) => {
      await lockKeys(manager, caller.tenantId);
      const limited = limitToCreator(caller, await makingKey(manager, caller), {
        scopes: request.scopes,
        expiresAt: request.expiresAt === undefined ? null : new Date(request.expiresAt),
        allowedNetworks: request.allowedNetworks ?? null,
      });
      assertAhead(limited.expiresAt, await controlNow(manager));
      await assertRoom(manager, caller.tenantId);
      await manager.insert(ApiKey, {
        id,
        tenantId: caller.tenantId,
        userId: await livingUser(manager, caller),
        madeByKeyId: caller.kind === 'api-key' ? caller.credentialId : null,
        name: request.name,
        secretHash: hashSecret(secret),
        ...limited,
      });
      await this.record(
        caller,
        'create',
        { id, name: request.name, tenantId: caller.tenantId },
        { ...limited },
        manager,
      );
      return read(manager, caller, id);
    });
    return { read: created, key: writeApiKey({ id, secret }) };
  }

  /** It, and the keys that were made with it, open nothing from now on; what they have open is told to end. */
  async revoke(caller: Caller, id: string): Promise<ReadKey> {
    const { revoked, key } = await this.database.as(caller, async (manager) => {
      const { tenantId } = await keysOf(manager, caller).get(id);
      await lockKeys(manager, tenantId);
      const [rows] = await manager.query<[{ id: string; name: string }[], number]>(REVOKE, [id]);
      for (const row of rows) {
        const data = row.id === id ? {} : { madeByKeyId: id };
        await this.record(caller, 'revoke', { ...row, tenantId }, data, manager);
      }
      return { revoked: rows.map((row) => row.id), key: await read(manager, caller, id) };
    });
    for (const each of revoked) this.wakes.wake(each);
    return key;
  }

  private async record(
    caller: Caller,
    verb: 'create' | 'revoke',
    { id, name, tenantId }: { id: string; name: string; tenantId: string },
    data: Record<string, unknown>,
    manager: EntityManager,
  ): Promise<void> {
    const entry = { action: `api_key.${verb}`, subjectType: 'api_key', subjectId: id, tenantId };
    await this.audit.record(caller, { ...entry, data: { name, ...data } }, manager);
  }
}

/** The key and all that descend from it, as far as they are not revoked yet. */
const REVOKE = `
  WITH RECURSIVE line AS (
    SELECT id FROM api_keys WHERE id = $1
    UNION SELECT made.id FROM api_keys made JOIN line ON made."madeByKeyId" = line.id
  )
  UPDATE api_keys SET "revokedAt" = now() WHERE id IN (SELECT id FROM line) AND "revokedAt" IS NULL RETURNING id, name`;

function keysOf(manager: EntityManager, caller: Caller): TenantRepository<ApiKey> {
  return new TenantRepository(manager, ApiKey, caller, 'api-key');
}

async function read(manager: EntityManager, caller: Caller, id: string): Promise<ReadKey> {
  const { tenantId } = await keysOf(manager, caller).get(id);
  const key = await manager.findOneOrFail(ApiKey, { where: { id, tenantId }, relations: { user: true } });
  return { key, now: await controlNow(manager) };
}

/** One at a time makes or revokes keys of a tenant: none is made with a key that is being revoked. */
async function lockKeys(manager: EntityManager, tenantId: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`api keys of ${tenantId}`]);
}

/** As it is now: since the request was let in it may have been revoked. null: a person is at work. */
async function makingKey(manager: EntityManager, caller: Caller): Promise<MakingKey | null> {
  if (caller.kind !== 'api-key') return null;
  const key = await manager.findOneBy(ApiKey, { id: caller.credentialId ?? '' });
  if (key?.revokedAt === null) return key;
  throw new AppError('UNAUTHENTICATED', 'The API key was revoked just now.');
}

/** Not deleted before the key is there: a key that belongs to nobody would be of no use, and an error of ours. */
async function livingUser(manager: EntityManager, { userId }: Caller): Promise<string> {
  const [user] = await manager.query<{ id: string }[]>('SELECT id FROM users WHERE id = $1 FOR KEY SHARE', [userId]);
  if (user !== undefined) return user.id;
  throw new AppError('UNAUTHENTICATED', 'Whoever is calling was deleted just now.');
}

async function assertRoom(manager: EntityManager, tenantId: string): Promise<void> {
  const active = await manager
    .createQueryBuilder(ApiKey, 'record')
    .where('record.tenantId = :tenantId', { tenantId })
    .andWhere(`(${KEY_STATUS_CONDITIONS.active})`)
    .getCount();
  if (active < MOST_KEYS) return;
  throw new AppError('QUOTA_EXCEEDED', `There are ${MOST_KEYS} API keys already.`, {
    hint: 'Revoke those that nobody uses: GET /api/v1/api-keys?status=active&sort=lastUsedAt&order=asc',
  });
}

function assertAhead(expiresAt: Date | null, now: Date): void {
  if (expiresAt === null || expiresAt > now) return;
  throw new AppError('INVALID_PARAMETER', 'The key would have expired already.', {
    errors: [{ field: 'expiresAt', message: 'must be in the future' }],
  });
}
