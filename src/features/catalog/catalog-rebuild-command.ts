import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../common/app-error.js';
import type { ControlSettings } from '../../config/control-settings.js';
import type { Database } from '../../database/database.js';
import { withControlDatabase } from '../../database/open-control-database.js';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import { LocalStorage } from '../../platform/storage/drivers/local-storage.js';
import { readLocalStoreId } from '../../platform/storage/drivers/local-store-marker.js';
import { AuditEvent } from '../audit/audit-event.entity.js';
import { Audit } from '../audit/audit.js';
import { Artifact } from '../backups/artifact.entity.js';
import { Backup } from '../backups/backup.entity.js';
import { EncryptionKey } from '../encryption-keys/encryption-key.entity.js';
import { Instance } from '../encryption-keys/instance.entity.js';
import { settleMasterKey } from '../encryption-keys/master-key-rotation.js';
import type { SealedColumn } from '../encryption-keys/sealed-column.js';
import { Source } from '../sources/source.entity.js';
import { StorageBackend } from '../storages/storage-backend.entity.js';
import { Tenant } from '../tenants/tenant.entity.js';
import { Tenants } from '../tenants/tenants.js';
import { CatalogRebuild, type RebuildReport } from './catalog-rebuild.js';

const HELP = `Usage: npm run catalog:rebuild -- [options]

Writes into the control database (DATABASE_URL, or the private one under BACKSTITCH_HOME) every backup that the store holds
and that the control database does not know: with its tenant, its source and its keys, ready to be restored. Nothing that
is there is changed, and running it again adds what is missing. It needs the master key of the instance that made them
(MASTER_KEY, and MASTER_KEY_PREVIOUS; or the file master-key in BACKSTITCH_HOME).

  --store DIR                 the store; default BACKUP_DIR, or else the directory backups
  --verify                    reads every artifact whole: one that is not what was stored becomes a corrupted backup; of
                              a backup that is known already it is named, with how to have that recorded
  --accept-signer ID:KEY      believe manifests of this key (signature.keyId and signature.publicKey of a manifest of
                              yours). Needed for stores that were only written before the store itself said whose they are
  --help

Better, where there is one: npm run control:restore -- latest brings everything back, users and passwords too.

Ends with 0: the control database knows all that the store holds; 1: nothing was done, and the reason is told; 2: the
command was not understood; 3: done, and what had to be left is named.
`;

const ENTITIES = [Tenant, EncryptionKey, Instance, AuditEvent, Backup, Artifact, Source, StorageBackend];
const SIGNER = /^(?<id>[0-9a-f-]{36}):(?<key>[A-Za-z0-9+/]{40,}={0,2})$/;

interface Output {
  out: (text: string) => void;
  err: (line: string) => void;
}

interface Options {
  store?: string;
  verify?: boolean;
  'accept-signer'?: string[];
  help?: boolean;
}

/** Answers the exit code. Throws AppError or ConfigurationError where nothing was done. */
export async function runCatalogRebuild(
  args: readonly string[],
  load: () => ControlSettings,
  sealedColumns: readonly SealedColumn[],
  { out, err }: Output,
): Promise<number> {
  const options = readOptions(args, err);
  if (options === null) return 2;
  if (options.help === true) {
    out(HELP);
    return 0;
  }
  const acceptedSigners = signersIn(options['accept-signer'] ?? [], err);
  if (acceptedSigners === null) return 2;
  const { settings, masterKeys, argumentDirectory } = load();
  const [master] = masterKeys;
  if (master === undefined) throw new AppError('KEY_UNAVAILABLE', 'There is no master key');
  const directory = options.store === undefined ? settings.backupDir : resolve(argumentDirectory, options.store);
  const storageId = await storeIdOf(resolve(directory));
  const keys = new MasterKeys(master);
  const report = await withControlDatabase(settings.databaseUrl, ENTITIES, async (database) => {
    const audit = new Audit(database);
    await new Tenants(database).ensureDefault();
    await settleMasterKey(database, audit, keys, sealedColumns);
    await knowStore(database, storageId, resolve(directory));
    return new CatalogRebuild(database, new SecretBox(keys), audit).run({
      store: new LocalStorage(resolve(directory), storageId),
      ...{ storageId, masterKeys, acceptedSigners, readsArtifacts: options.verify === true, say: err },
    });
  });
  for (const line of linesOf(report)) out(`${line}\n`);
  const { left, unsigned, unopened, corrupted, damaged } = report;
  return [left, unsigned, unopened, corrupted, damaged].every(({ length }) => length === 0) ? 0 : 3;
}

/** Throws STORAGE_FAILED for a directory that is no store: what lies in it may be anything. */
async function storeIdOf(directory: string): Promise<string> {
  const id = await readLocalStoreId(directory);
  if (id !== null) return id;
  throw new AppError('STORAGE_FAILED', `${directory} is no store: it has no .backstitch-store`, {
    hint: 'Name the top directory of the store with --store DIR. Where only that file was lost, start Backstitch once with the directory as BACKUP_DIR.',
  });
}

async function knowStore(database: Database, id: string, location: string): Promise<void> {
  await database.asSystem(async (manager) => {
    await manager.query('LOCK TABLE storage_backends IN SHARE ROW EXCLUSIVE MODE');
    const known = await manager.find(StorageBackend, { where: [{ id }, { kind: 'local', location }] });
    const [other] = known.filter((store) => store.id !== id || store.location !== location);
    if (other !== undefined) {
      throw new AppError('CONFLICT', `The control database knows the store ${other.id} at ${other.location}`, {
        hint: `This one is ${id} at ${location}. Name the directory that the instance uses, or mount the store there.`,
      });
    }
    if (known.length === 0) await manager.insert(StorageBackend, { id, kind: 'local', location });
  });
}

function linesOf(report: RebuildReport): string[] {
  const { tenants, keys, unopened, sources, backups, corrupted, known, damaged, left, unsigned } = report;
  return [
    `Added: ${backups} backups, ${sources.length} sources, ${tenants.length} tenants, ${keys} keys. Known before: ${known} backups.`,
    ...tenants.map((id) => `Tenant ${id}: its name is not in the store; it has no users yet.`),
    ...sources.map(
      ({ id, name, database }) =>
        `Source ${id} "${name}" (database "${database}"): its server, its role and its password must be given anew: PATCH /api/v1/sources/${id}`,
    ),
    ...unopened.map((file) => `Not opened by the master key: ${file}`),
    ...corrupted.map((key) => `Corrupted: ${key}: its artifact is not what was stored.`),
    ...damaged.map(
      ({ id, manifestKey }) =>
        `Damaged: ${manifestKey}: its artifact is not what was stored, and its record does not say so yet: POST /api/v1/backups/${id}/verify`,
    ),
    ...(left.length === 0 ? [] : [`Left where they are: ${left.length} manifests, named above.`]),
    ...(unsigned.length === 0
      ? []
      : [`Left where they are: ${unsigned.length} objects without a manifest, named above with what to do.`]),
  ];
}

function signersIn(texts: readonly string[], err: (line: string) => void): Map<string, string> | null {
  const signers = new Map<string, string>();
  for (const text of texts) {
    const { id, key } = SIGNER.exec(text)?.groups ?? {};
    if (id === undefined || key === undefined) {
      err('--accept-signer takes signature.keyId:signature.publicKey of a manifest.\nSee catalog:rebuild --help.');
      return null;
    }
    signers.set(id, key);
  }
  return signers;
}

function readOptions(args: readonly string[], err: (line: string) => void): Options | null {
  try {
    return parseArgs({
      args: [...args],
      options: {
        store: { type: 'string' },
        verify: { type: 'boolean' },
        'accept-signer': { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    err(`${error instanceof Error ? error.message : String(error)}\nSee catalog:rebuild --help.`);
    return null;
  }
}
