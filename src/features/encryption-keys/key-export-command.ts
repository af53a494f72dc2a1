import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../common/app-error.js';
import { errnoOf } from '../../common/errno.js';
import type { RecoverySettings } from '../../config/recovery-settings.js';
import { masterRecoveryIdentity } from '../../platform/crypto/age-identity.js';
import { parseIdentityFile } from '../../platform/crypto/identity-file.js';
import { LocalStorage } from '../../platform/storage/drivers/local-storage.js';
import { exportKeys, type KeyExport, toIdentityFile } from './key-export.js';

export const KEY_EXPORT_HELP = `Usage: npm run --silent keys:export -- [options]

Prints the keys that open backups, as a file for \`age -d -i\`. It needs the store and the master key (or the recovery
identity), and nothing else: no control database, no Redis. What it prints opens every backup of these tenants: keep it
as you keep a password.

  --store DIR       the store; default BACKUP_DIR, or else the directory backups
  --tenant ID       only the keys of this tenant
  --identity FILE   open with the offline identity of RECOVERY_RECIPIENT instead of the master key
  --output FILE     write to a new file that only you can read (0600), instead of printing; nothing is ever replaced
  --control       print what opens dumps of the control database instead; it needs no store
  --help

The master key is MASTER_KEY (and MASTER_KEY_PREVIOUS) or, where neither is set, the file that \`npm start\` made:
master-key in BACKSTITCH_HOME (default .backstitch).

Ends with 0: every key was exported; 1: none was, and the reason is told; 2: the command was not understood;
3: some were, and those that could not be opened are named.
`;

export interface KeyExportOutput {
  out: (text: string) => void;
  err: (line: string) => void;
}

interface Options {
  store?: string;
  tenant?: string;
  identity?: string;
  output?: string;
  control?: boolean;
  help?: boolean;
}

/** Answers the exit code. Throws AppError or ConfigurationError where nothing can be exported. */
export async function runKeyExport(
  args: readonly string[],
  settings: RecoverySettings,
  { out, err }: KeyExportOutput,
): Promise<number> {
  const options = readOptions(args, err);
  if (options === null) return 2;
  if (options.help === true) {
    out(KEY_EXPORT_HELP);
    return 0;
  }
  const at = (path: string): string => resolve(settings.argumentDirectory, path);
  const give = (text: string): void => {
    if (options.output === undefined) out(text);
    else writeNew(at(options.output), text);
  };
  if (options.control === true) {
    give(await controlIdentities(settings));
    return 0;
  }
  const directory = options.store === undefined ? settings.backupDir : at(options.store);
  assertDirectory(directory);
  const opener = options.identity === undefined ? await masterOpener(settings) : await fileOpener(at(options.identity));
  const { tenant } = options;
  const found = await exportKeys(
    new LocalStorage(directory, null), // a copy of a store will do
    opener.identities,
    tenant === undefined ? {} : { tenantId: tenant },
  );
  for (const { tenantId, keyId } of found.unopened) err(`Not opened by ${opener.name}: keys/${tenantId}/${keyId}.age`);
  if (found.exported.length === 0) throw nothingExported(found, directory, opener.name, tenant);
  give(toIdentityFile(found.exported));
  return found.unopened.length === 0 ? 0 : 3;
}

function readOptions(args: readonly string[], err: (line: string) => void): Options | null {
  try {
    return parseArgs({
      args: [...args],
      options: {
        store: { type: 'string' },
        tenant: { type: 'string' },
        identity: { type: 'string' },
        output: { type: 'string' },
        control: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    err(`${error instanceof Error ? error.message : String(error)}\nSee keys:export --help.`);
    return null;
  }
}

async function masterOpener(settings: RecoverySettings): Promise<{ name: string; identities: string[] }> {
  const keys = settings.masterKeys();
  const identities = await Promise.all(keys.map(async ({ key }) => (await masterRecoveryIdentity(key)).identity));
  return { name: `the master key (${keys.map(({ origin }) => origin).join(', ')})`, identities };
}

/** Dumps of the control database are encrypted to the master key's own recipient. */
async function controlIdentities(settings: RecoverySettings): Promise<string> {
  const { identities } = await masterOpener(settings);
  return identities.map((identity) => `# dumps of the control database\n${identity}\n`).join('');
}

async function fileOpener(file: string): Promise<{ name: string; identities: string[] }> {
  return { name: `the identity of ${file}`, identities: await parseIdentityFile(readText(file)) };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AppError('KEY_UNAVAILABLE', `${file} cannot be read (${errnoOf(error) ?? 'unknown error'})`);
  }
}

function assertDirectory(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new AppError('STORAGE_FAILED', `There is no directory ${directory}`, {
    hint: 'Name the store with --store DIR, or set BACKUP_DIR as the instance has it.',
  });
}

function nothingExported(found: KeyExport, directory: string, opener: string, tenant?: string): AppError {
  const whose = tenant === undefined ? '' : ` of tenant ${tenant}`;
  if (found.unopened.length === 0) {
    return new AppError('KEY_UNAVAILABLE', `${directory} holds no keys${whose} (keys/<tenant>/<key>.age)`, {
      hint: 'Name the top directory of the store with --store DIR. A store without a single backup has none.',
    });
  }
  return new AppError(
    'KEY_UNAVAILABLE',
    `None of the ${found.unopened.length} keys${whose} in ${directory} was opened by ${opener}`,
    {
      hint: 'It is not the key of the instance that made these backups. Set MASTER_KEY to that one, or use the offline identity of RECOVERY_RECIPIENT with --identity FILE.',
    },
  );
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    throw new AppError('STORAGE_FAILED', `${file} cannot be written (${errnoOf(error) ?? 'unknown error'})`, {
      hint: 'Name a file that does not exist yet, in a directory that you may write to.',
    });
  }
}
