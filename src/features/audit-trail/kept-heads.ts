import type { EntityManager } from 'typeorm';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import type { Anchor } from '../audit/verify-chain.js';
import { readControlManifest } from '../control-backups/control-manifest.js';
import { CONTROL_DATABASE_MOVED } from '../control-backups/settle-moved.js';
import { findControlDumps } from '../control-backups/stored-control-dumps.js';

export interface KeptHeads {
  /** When the dump was made. */
  at: string;
  /** Its key in the store. */
  from: string;
  anchors: Anchor[];
}

/**
 * The heads of all chains as the newest dump of the control database knows them; the store has it out of reach of whoever
 * changes tables, and it is signed with the master key. Those of before the control database was brought back from a dump
 * are of a past that is gone. null when there is none. Throws MANIFEST_INVALID where the newest was tampered with.
 */
export async function keptHeads(
  manager: EntityManager,
  store: StorageDriver,
  masterKeys: readonly Buffer[],
): Promise<KeptHeads | null> {
  const [state] = await manager.query<{ instanceId: string; movedAt: Date | null }[]>(
    `SELECT "instanceId", (SELECT max(at) FROM audit_events WHERE action = $1 AND "tenantId" IS NULL) AS "movedAt" FROM instance`,
    [CONTROL_DATABASE_MOVED],
  );
  if (state === undefined) return null;
  const { whole } = await findControlDumps(store, state.instanceId);
  const newest = whole.at(-1);
  if (newest === undefined) return null;
  const { createdAt, auditHeads } = await readControlManifest(store, newest.base, masterKeys);
  const isOfAnotherPast = state.movedAt !== null && state.movedAt.getTime() > new Date(createdAt).getTime();
  if (auditHeads === undefined || isOfAnotherPast) return null;
  const from = `The dump ${newest.base}`;
  return { at: createdAt, from: newest.base, anchors: auditHeads.map((head) => ({ ...head, from })) };
}
