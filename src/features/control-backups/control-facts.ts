import { AppError } from '../../common/app-error.js';
import { schemaOf } from '../../database/release.js';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import type { Queryable } from '../../platform/postgres/connection.js';
import { seeAllRows } from './visible-rows.js';

/** What the control database says of itself, of whatever version it is. */
export interface ControlFacts {
  now: Date;
  /** null before the first start was complete. */
  instance: { id: string; masterKeyCheck: string; createdAt: Date } | null;
  release: { version: string | null; schema: number };
  migrations: string[];
  /** Where the chains of the audit trail end. */
  auditHeads: AuditHead[];
}

/** Kept in a manifest, it shows later whether events were cut off or written anew (features/audit-trail). */
export interface AuditHead {
  chain: string;
  seq: number;
  hash: string;
}

/** Of a table that this version may not have yet: nothing is read. */
export async function readControlFacts(db: Queryable): Promise<ControlFacts> {
  await seeAllRows(db);
  const has = async (table: string): Promise<boolean> => {
    const { rows } = await db.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
      `public.${table}`,
    ]);
    return rows[0]?.found === true;
  };
  const { rows: clock } = await db.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const { rows: instances } = (await has('instance'))
    ? await db.query<{ id: string; masterKeyCheck: string; createdAt: Date }>(
        'SELECT "instanceId" AS id, "masterKeyCheck", "createdAt" FROM public.instance',
      )
    : { rows: [] };
  const { rows: releases } = (await has('instance_releases'))
    ? await db.query<{ version: string }>(
        'SELECT version FROM public.instance_releases ORDER BY "createdAt" DESC, id DESC LIMIT 1',
      )
    : { rows: [] };
  const { rows: migrations } = (await has('typeorm_migrations'))
    ? await db.query<{ name: string }>('SELECT name FROM public.typeorm_migrations ORDER BY id')
    : { rows: [] };
  const { rows: auditHeads } = (await has('audit_chain'))
    ? await db.query<AuditHead>(
        'SELECT DISTINCT ON (chain) chain, seq::int AS seq, hash FROM public.audit_chain ORDER BY chain, seq DESC',
      )
    : { rows: [] };
  const names = migrations.map(({ name }) => name);
  return {
    now: clock[0]?.now ?? new Date(),
    instance: instances[0] ?? null,
    release: { version: releases[0]?.version ?? null, schema: schemaOf(names) },
    migrations: names,
    auditHeads,
  };
}

/** A dump encrypted to another master key than the secrets in it are sealed with would be of no use to anyone. */
export function assertMasterKey(facts: ControlFacts, masterKey: Buffer, previous: Buffer | null): void {
  const { instance } = facts;
  if (instance === null) return;
  if (new MasterKeys(masterKey, previous ?? undefined).matches(instance.masterKeyCheck, instance.id)) return;
  throw new AppError('KEY_UNAVAILABLE', 'MASTER_KEY is not the key that this control database was set up with.', {
    hint: 'Start with the key that was used before. Nothing has been changed.',
  });
}
