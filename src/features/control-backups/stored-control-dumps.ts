import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import {
  ARTIFACT_SUFFIX,
  CONTROL_DUMP_KINDS,
  CONTROL_FOLDER,
  controlFolder,
  type ControlDumpName,
  MANIFEST_SUFFIX,
  parseControlKey,
} from './control-dump-name.js';
import { isFromTheFuture } from './nightly-slot.js';

/** How many dumps of each kind stay. */
export const KEPT_DUMPS = 14;

export interface StoredControlDump extends ControlDumpName {
  /** Its key, without the endings. */
  base: string;
  storedBytes: number;
}

interface Found {
  /** Dumps that are whole, the oldest first. */
  whole: StoredControlDump[];
  /** Keys of dumps that never got their manifest, or were emptied since. */
  cut: string[];
}

/** The dumps in a store; of one instance, or of all. */
export async function findControlDumps(store: StorageDriver, instanceId?: string | null): Promise<Found> {
  const artifacts = new Map<string, number>();
  const manifests = new Set<string>();
  const prefix = instanceId === undefined ? `${CONTROL_FOLDER}/` : controlFolder(instanceId);
  for await (const { key, bytes } of store.list(prefix)) {
    if (key.endsWith(ARTIFACT_SUFFIX)) artifacts.set(key.slice(0, -ARTIFACT_SUFFIX.length), bytes);
    else if (key.endsWith(MANIFEST_SUFFIX)) manifests.add(key.slice(0, -MANIFEST_SUFFIX.length));
  }
  const found: Found = { whole: [], cut: [] };
  for (const [base, storedBytes] of artifacts) {
    const name = parseControlKey(base);
    if (name === null) continue;
    if (manifests.has(base) && storedBytes > 0) found.whole.push({ ...name, base, storedBytes });
    else found.cut.push(base);
  }
  found.whole.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.base < b.base ? -1 : 1));
  return found;
}

/**
 * What an instance may let go: of each kind all but the newest KEPT_DUMPS. Those from the future (a clock was set back)
 * neither count nor go: they would push out what is made now.
 */
export function superfluous(dumps: readonly StoredControlDump[], now: Date): StoredControlDump[] {
  const past = dumps.filter(({ at }) => !isFromTheFuture(at, now));
  return CONTROL_DUMP_KINDS.flatMap((kind) => {
    const ofKind = past.filter((dump) => dump.kind === kind).sort((a, b) => b.at.getTime() - a.at.getTime());
    return ofKind.slice(KEPT_DUMPS);
  });
}

/** Idempotent. The manifest goes first: without it nothing says that the rest is a dump. */
export async function removeControlDump(store: StorageDriver, base: string): Promise<void> {
  await store.remove(`${base}${MANIFEST_SUFFIX}`);
  await store.remove(`${base}${ARTIFACT_SUFFIX}`);
}

/** For who holds the lock under which dumps are made: what is not whole was left by somebody who died. */
export async function removeLeftovers(store: StorageDriver, instanceId: string | null): Promise<void> {
  await store.sweep(() => false, controlFolder(instanceId));
  for (const base of (await findControlDumps(store, instanceId)).cut) await removeControlDump(store, base);
}

/** Under the same lock. */
export async function thinOut(store: StorageDriver, instanceId: string | null, now: Date): Promise<void> {
  const { whole } = await findControlDumps(store, instanceId);
  for (const { base } of superfluous(whole, now)) await removeControlDump(store, base);
}
