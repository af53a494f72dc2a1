import type { EntityManager } from 'typeorm';
import type { StoredObject } from '../../platform/storage/storage-driver.js';
import type { FoundBackup, LeftManifest } from './store-scan.js';

/** An object in the folder of a backup that no manifest describes, and what to do about it. */
export interface UnsignedObject {
  key: string;
  bytes: number;
  next: string;
}

const IN_FOLDER = /^[0-9a-f-]{36}\/(?<source>[0-9a-f-]{36})\/\d{8}_\d{6}_[0-9a-f]{12}\/[^/]+$/;

/** What lies in the folders of backups beside what their manifests describe. */
export class UnsignedObjects {
  private readonly objects = new Map<string, StoredObject>();
  private readonly described = new Set<string>();
  private readonly leftFolders = new Set<string>();

  saw(object: StoredObject): void {
    if (IN_FOLDER.test(object.key)) this.objects.set(object.key, object);
  }

  isDescribed({ manifestKey, artifacts }: FoundBackup): void {
    for (const key of [manifestKey, ...artifacts.map(({ storageKey }) => storageKey)]) this.described.add(key);
  }

  /** What lies beside a manifest that is left is left with it. */
  isLeft({ key }: LeftManifest): void {
    this.leftFolders.add(folderOf(key));
  }

  /** Without what a running instance is just storing. */
  async list(manager: EntityManager, storageId: string): Promise<UnsignedObject[]> {
    const unsigned = [...this.objects.values()].filter(
      ({ key }) => !this.described.has(key) && !this.leftFolders.has(folderOf(key)),
    );
    const known = await knownTo(
      manager,
      storageId,
      unsigned.map(({ key }) => key),
    );
    return unsigned.flatMap(({ key, bytes }) => {
      const backup = known.get(key);
      if (backup === undefined) return [{ key, bytes, next: importIt(key) }];
      return backup.isOver ? [{ key, bytes, next: verifyIt(backup.id) }] : [];
    });
  }
}

interface KnownBackup {
  id: string;
  isOver: boolean;
}

async function knownTo(
  manager: EntityManager,
  storageId: string,
  keys: readonly string[],
): Promise<Map<string, KnownBackup>> {
  const rows = await manager.query<(KnownBackup & { key: string })[]>(
    `SELECT a."storageKey" AS key, b.id, b.status NOT IN ('pending', 'running') AS "isOver"
       FROM artifacts a JOIN backups b ON b.id = a."backupId" WHERE a."storageId" = $1 AND a."storageKey" = ANY ($2)
     UNION ALL
     SELECT "storageKey", "backupId", false FROM received_uploads WHERE "storageId" = $1 AND "storageKey" = ANY ($2)`,
    [storageId, keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

function importIt(key: string): string {
  const source = IN_FOLDER.exec(key)?.groups?.source ?? '';
  return (
    'No manifest describes it: its backup was never completed, or its manifest is gone. If you want it, upload it as a ' +
    `dump of the source ${source} (POST /api/v1/backups/import); it is not trusted then. Otherwise delete it.`
  );
}

function verifyIt(id: string): string {
  return (
    'Its manifest is gone, and the control database knows its backup. See what it is still worth ' +
    `(POST /api/v1/backups/${id}/verify), and take a new backup.`
  );
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}
