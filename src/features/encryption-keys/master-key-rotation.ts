import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import { systemCaller } from '../../common/caller.js';
import type { Database } from '../../database/database.js';
import type { MasterKeys } from '../../platform/crypto/master-key.js';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import type { Audit } from '../audit/audit.js';
import { Instance } from './instance.entity.js';
import type { SealedColumn } from './sealed-column.js';

const BATCH = 500;

export interface MasterKeyState {
  /** True when the master key is another one since this start. */
  isRotated: boolean;
  /** How many secrets were sealed anew. */
  resealed: number;
  /** `table id` of secrets that neither key opens; they are left as they are. */
  unopened: string[];
}

/**
 * Before anything else uses a secret: refuses a master key that is not this instance's, since with it every secret would
 * be lost to us, and carries a rotation out. All of it is one transaction under one lock: a start that dies in it has
 * changed nothing, the next one does it, and of several at once the first. Throws KEY_UNAVAILABLE.
 */
export async function settleMasterKey(
  database: Database,
  audit: Audit,
  keys: MasterKeys,
  columns: readonly SealedColumn[],
): Promise<MasterKeyState> {
  return database.asSystem(async (manager) => {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('backstitch master key', 0))`);
    const instance = await ensureInstance(manager, keys);
    const isRotated = assertOurs(instance, keys);
    const state = await resealAll(manager, keys, columns);
    if (isRotated) {
      await manager.query(`UPDATE instance SET "masterKeyCheck" = $1, "previousMasterKeyCheck" = $2`, [
        keys.checkValue(instance.instanceId),
        instance.masterKeyCheck,
      ]);
      await audit.record(
        { ...systemCaller('start', ''), tenantId: await defaultTenantId(manager) },
        { action: 'master_key.rotate', data: { from: keys.previousKeyId, to: keys.keyId, resealed: state.resealed } },
        manager,
      );
    }
    return { ...state, isRotated };
  });
}

async function ensureInstance(manager: EntityManager, keys: MasterKeys): Promise<Instance> {
  const instanceId = uuidV7();
  await manager.query(
    `INSERT INTO instance ("isOnly", "instanceId", "masterKeyCheck") VALUES (true, $1, $2) ON CONFLICT DO NOTHING`,
    [instanceId, keys.checkValue(instanceId)],
  );
  return manager.findOneByOrFail(Instance, { isOnly: true });
}

/** True: the instance still has the previous key, and is to have the current one. */
function assertOurs({ masterKeyCheck, previousMasterKeyCheck, instanceId }: Instance, keys: MasterKeys): boolean {
  if (!keys.matches(masterKeyCheck, instanceId)) {
    throw new AppError(
      'KEY_UNAVAILABLE',
      keys.previousKeyId === null
        ? 'MASTER_KEY is not the key that this control database was set up with.'
        : 'Neither MASTER_KEY nor MASTER_KEY_PREVIOUS is the key that this control database was set up with.',
      {
        hint: 'Start with the key that was used before; to change it, give that one as MASTER_KEY_PREVIOUS. Nothing has been changed.',
      },
    );
  }
  if (!keys.matchesCurrent(masterKeyCheck, instanceId)) return true;
  const wasPrevious = previousMasterKeyCheck !== null && keys.matchesPrevious(previousMasterKeyCheck, instanceId);
  if (keys.previousKeyId !== null && !wasPrevious) {
    throw new AppError('KEY_UNAVAILABLE', 'MASTER_KEY_PREVIOUS is not the key that this instance had before.', {
      hint: 'MASTER_KEY is the right one: start without MASTER_KEY_PREVIOUS. Nothing has been changed.',
    });
  }
  return false;
}

/** Also what a process that was still running with the key before has sealed since. */
async function resealAll(
  manager: EntityManager,
  keys: MasterKeys,
  columns: readonly SealedColumn[],
): Promise<{ resealed: number; unopened: string[] }> {
  const box = new SecretBox(keys);
  const unopened: string[] = [];
  let resealed = 0;
  for (const { table, column, context } of columns) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await manager.query<{ id: string; sealed: string }[]>(
        `SELECT id, "${column}" AS sealed FROM "${table}"
          WHERE "${column}" IS NOT NULL AND "${column}" NOT LIKE $1 AND id > $2 ORDER BY id LIMIT ${BATCH} FOR UPDATE`,
        [`v1.${keys.keyId}.%`, after],
      );
      const opened = rows.flatMap(({ id, sealed }) => {
        const anew = sealAnew(box, sealed, context(id));
        if (anew === null) unopened.push(`${table} ${id}`);
        return anew === null ? [] : [{ id, anew }];
      });
      await manager.query(
        `UPDATE "${table}" AS row SET "${column}" = new.sealed
           FROM unnest($1::uuid[], $2::text[]) AS new (id, sealed) WHERE row.id = new.id`,
        [opened.map(({ id }) => id), opened.map(({ anew }) => anew)],
      );
      resealed += opened.length;
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH) break;
      after = last.id;
    }
  }
  return { resealed, unopened };
}

/** null: it is damaged, or of a key that we do not have. It was lost before; it must not keep all others from being sealed anew. */
function sealAnew(box: SecretBox, sealed: string, context: string): string | null {
  try {
    return box.seal(box.open(sealed, context), context);
  } catch (error) {
    if (error instanceof AppError && error.code === 'KEY_UNAVAILABLE') return null;
    throw error;
  }
}

async function defaultTenantId(manager: EntityManager): Promise<string> {
  const [tenant] = await manager.query<{ id: string }[]>(`SELECT id FROM tenants WHERE slug = 'default'`);
  if (tenant === undefined) throw new AppError('INTERNAL_ERROR', 'There is no tenant "default".');
  return tenant.id;
}
