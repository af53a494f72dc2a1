import { parseArgs } from 'node:util';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { systemCaller } from '../../common/caller.js';
import type { CommandSettings } from '../../config/command-settings.js';
import type { RecoverySettings } from '../../config/recovery-settings.js';
import { withControlDatabase } from '../../database/open-control-database.js';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import { AuditEvent } from '../audit/audit-event.entity.js';
import { Audit } from '../audit/audit.js';
import { Tenant } from '../tenants/tenant.entity.js';
import { EncryptionKey } from './encryption-key.entity.js';
import { Instance } from './instance.entity.js';
import { rotateKey } from './tenant-keys.js';

export const KEYS_ROTATE_HELP = `Usage: npm run keys:rotate -- (--tenant SLUG | --all)

Makes a new key for the artifacts of a tenant, or of every tenant. Backups that begin from now on are encrypted to it;
older ones still open with the key that they were made for, which is kept. The instance may be running.

  --tenant SLUG     of this tenant (its slug or its id)
  --all             of every tenant
  --help

It needs the control database (DATABASE_URL, or the private one under BACKSTITCH_HOME) and the master key (MASTER_KEY, or
the file master-key in BACKSTITCH_HOME). The master key itself is rotated at a start: see docs/operations.md.

Ends with 0: done; 1: not done, and the reason is told; 2: the command was not understood.
`;

export interface KeysRotateOutput {
  out: (text: string) => void;
  err: (line: string) => void;
}

/** Answers the exit code. Throws AppError or ConfigurationError where nothing was changed. */
export async function runKeysRotate(
  args: readonly string[],
  settings: { load: () => CommandSettings; recovery: () => RecoverySettings },
  { out, err }: KeysRotateOutput,
): Promise<number> {
  const options = readOptions(args, err);
  if (options === null) return 2;
  if (options.help === true) {
    out(KEYS_ROTATE_HELP);
    return 0;
  }
  if ((options.tenant === undefined) === (options.all !== true)) {
    err('Say whose keys: --tenant SLUG or --all.\nSee keys:rotate --help.');
    return 2;
  }
  const { databaseUrl } = settings.load();
  const [master] = settings.recovery().masterKeys();
  if (master === undefined) throw new AppError('KEY_UNAVAILABLE', 'There is no master key');
  const keys = new MasterKeys(master.key);
  const entities = [Tenant, EncryptionKey, Instance, AuditEvent];
  return withControlDatabase(databaseUrl, entities, async (database) => {
    const audit = new Audit(database);
    const lines = await database.asSystem(async (manager) => {
      await assertMasterKey(manager, keys);
      const rotated: string[] = [];
      for (const tenant of await tenantsOf(manager, options.tenant)) {
        rotated.push(await rotateTenant(manager, new SecretBox(keys), audit, tenant));
      }
      return rotated;
    });
    lines.forEach((line) => {
      out(`${line}\n`);
    });
    return 0;
  });
}

async function rotateTenant(manager: EntityManager, secrets: SecretBox, audit: Audit, tenant: Tenant): Promise<string> {
  const rotated = await rotateKey(manager, secrets, tenant.id, 'artifacts');
  if (rotated === null) return `${tenant.slug}: has no key yet; its first backup makes one`;
  const { from, to } = rotated;
  await audit.record(
    systemCaller('keys:rotate', tenant.id),
    { action: 'encryption_key.rotate', subjectType: 'encryption_key', subjectId: to.id, data: { from: from.id } },
    manager,
  );
  return `${tenant.slug}: key ${to.id} from now on; ${from.id} stays for the backups made so far`;
}

/** A key sealed with another master key than the instance's would be lost. */
async function assertMasterKey(manager: EntityManager, keys: MasterKeys): Promise<void> {
  const instance = await manager.findOneBy(Instance, { isOnly: true });
  if (instance !== null && keys.matchesCurrent(instance.masterKeyCheck, instance.instanceId)) return;
  throw new AppError('KEY_UNAVAILABLE', 'This is not the master key of the instance', {
    hint: 'Give the one that it was started with as MASTER_KEY. Nothing has been changed.',
  });
}

async function tenantsOf(manager: EntityManager, name: string | undefined): Promise<Tenant[]> {
  const all = await manager.find(Tenant, { order: { id: 'ASC' } });
  const found = name === undefined ? all : all.filter(({ id, slug }) => id === name.toLowerCase() || slug === name);
  if (found.length > 0) return found;
  throw new AppError('NOT_FOUND', `There is no tenant ${name ?? ''}`, {
    hint: `There is ${all.map(({ slug }) => slug).join(', ')}.`,
  });
}

function readOptions(
  args: readonly string[],
  err: (line: string) => void,
): { tenant?: string; all?: boolean; help?: boolean } | null {
  try {
    return parseArgs({
      args: [...args],
      options: { tenant: { type: 'string' }, all: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    err(`${error instanceof Error ? error.message : String(error)}\nSee keys:rotate --help.`);
    return null;
  }
}
