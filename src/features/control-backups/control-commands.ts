import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { AppError } from '../../common/app-error.js';
import type { ControlSettings } from '../../config/control-settings.js';
import { LocalStorage } from '../../platform/storage/drivers/local-storage.js';
import type { StorageDriver } from '../../platform/storage/storage-driver.js';
import { ControlDumper } from './control-dumper.js';
import { ARTIFACT_SUFFIX, MANIFEST_SUFFIX } from './control-dump-name.js';
import { ControlRestore } from './control-restore.js';
import { controlTools, openBackupDir } from './control-tools.js';
import { findControlDumps, type StoredControlDump } from './stored-control-dumps.js';

const CONTROL_DUMP_HELP = `Usage: npm run control:dump

Dumps the control database into the store (BACKUP_DIR), encrypted, and reads it back whole. Backstitch may be running.
Of the dumps made by hand the newest fourteen stay.

Ends with 0: the dump is there; 1: it is not, and the reason is told; 2: the command was not understood.
`;

const CONTROL_RESTORE_HELP = `Usage: npm run control:restore -- latest | FILE [options]
       npm run control:restore -- --list

Brings the control database back from a dump, into the database of DATABASE_URL (or the private one of BACKSTITCH_HOME).
Stop every process of Backstitch before. It needs the master key that the dump was made under.

  latest         the newest dump in the store
  FILE           a dump (….dump.zst.age); its manifest (….json) must lie beside it
  --store DIR    the store; default BACKUP_DIR, or else the directory backups
  --instance ID  where a store holds dumps of several instances: of this one
  --replace      a control database that is not empty is kept under another name
  --list         says which dumps the store holds, and changes nothing
  --help

A role that may create databases is needed where there is no database yet, and for --replace: when that of DATABASE_URL
may not, name one in CONTROL_ADMIN_URL.

Ends with 0: it is restored; 1: nothing was changed, and the reason is told; 2: the command was not understood.
`;

type Options = NonNullable<ParseArgsConfig['options']>;

export interface CommandOutput {
  out: (text: string) => void;
  err: (line: string) => void;
}

/** Answers the exit code. Throws AppError or ConfigurationError. */
export async function runControlDump(
  args: readonly string[],
  load: () => ControlSettings,
  { out, err }: CommandOutput,
): Promise<number> {
  const parsed = parse(args, { help: { type: 'boolean', short: 'h' } }, 0, err);
  if (parsed === null) return 2;
  if (parsed.values.help === true) {
    out(CONTROL_DUMP_HELP);
    return 0;
  }
  const { settings } = load();
  const { runner, clients } = controlTools(settings);
  const store = await openBackupDir(settings);
  const startedAt = performance.now();
  err('Dumping the control database …');
  const dump = await new ControlDumper(settings, runner, clients).dump({ kind: 'manual', store, say: err });
  if (dump === null) throw new Error('A dump that waits for its turn ends with a dump.');
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  err(`Stored and read back whole: ${dump.manifest.artifact.storedBytes} bytes, ${seconds} s.`);
  out(`${resolve(settings.backupDir, `${dump.base}${ARTIFACT_SUFFIX}`)}\n`);
  return 0;
}

/** Answers the exit code. Throws AppError or ConfigurationError; then nothing has been changed. */
export async function runControlRestore(
  args: readonly string[],
  load: () => ControlSettings,
  { out, err }: CommandOutput,
): Promise<number> {
  const parsed = parse(args, RESTORE_OPTIONS, 1, err);
  if (parsed === null) return 2;
  const { values, positionals } = parsed;
  if (values.help === true) {
    out(CONTROL_RESTORE_HELP);
    return 0;
  }
  const [what] = positionals;
  if (what === undefined && values.list !== true) {
    err('Name a dump, or say latest. See control:restore --help.');
    return 2;
  }
  const { settings, masterKeys, argumentDirectory } = load();
  const directory = typeof values.store === 'string' ? resolve(argumentDirectory, values.store) : settings.backupDir;
  const instance = typeof values.instance === 'string' ? values.instance : undefined;
  if (values.list === true) {
    const { whole } = await findControlDumps(storeAt(directory), instance);
    for (const { base, storedBytes } of whole)
      out(`${resolve(directory, `${base}${ARTIFACT_SUFFIX}`)}  ${storedBytes} bytes\n`);
    return 0;
  }
  const { store, base } =
    what === 'latest' || what === undefined
      ? await latestIn(directory, instance)
      : dumpAt(resolve(argumentDirectory, what));
  const { runner, clients } = controlTools(settings);
  const kept = await new ControlRestore(settings, runner, clients).run({
    ...{ store, base, masterKeys, adminUrl: settings.controlAdminUrl },
    mayReplace: values.replace === true,
    say: err,
  });
  if (kept !== null) {
    err(
      `The database that was there is kept as "${kept}", and admits nobody (ALTER DATABASE … ALLOW_CONNECTIONS true).`,
    );
  }
  err('The control database is restored, every row of it. Start Backstitch, with the same master key and store.');
  return 0;
}

const RESTORE_OPTIONS = {
  store: { type: 'string' },
  instance: { type: 'string' },
  replace: { type: 'boolean' },
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies Options;

function parse(
  args: readonly string[],
  options: Options,
  maxPositionals: number,
  err: (line: string) => void,
): { values: Record<string, unknown>; positionals: string[] } | null {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length <= maxPositionals) return { values, positionals };
    err(`That is one word too many: ${positionals.at(-1) ?? ''}. See --help.`);
  } catch (error) {
    err(`${error instanceof Error ? error.message : String(error)}\nSee --help.`);
  }
  return null;
}

/** Any directory: a copy of a store will do. */
function storeAt(directory: string): StorageDriver {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return new LocalStorage(directory, null);
  throw new AppError('STORAGE_FAILED', `There is no directory ${directory}.`, {
    hint: 'Name the store with --store DIR, or set BACKUP_DIR as the instance had it.',
  });
}

async function latestIn(directory: string, instance?: string): Promise<{ store: StorageDriver; base: string }> {
  const store = storeAt(directory);
  const { whole } = await findControlDumps(store, instance);
  const latest = whole.at(-1);
  if (latest === undefined) {
    throw new AppError('NOT_FOUND', `${directory} holds no dump of a control database.`, {
      hint: 'Name the top directory of the store with --store DIR. Without a dump, backups are restored by hand (docs/recovery.md).',
    });
  }
  const newest = newestOfEach(whole);
  if (newest.length === 1) return { store, base: latest.base };
  const listed = newest.map(({ instanceId, base }) => `--instance ${instanceId ?? 'unnamed'}: ${basename(base)}`);
  throw new AppError('CONFLICT', `${directory} holds dumps of ${newest.length} instances.`, {
    hint: `Say which one is to come back (the one that was set up anew after a loss is not it). The newest of each: ${listed.join('; ')}`,
  });
}

function newestOfEach(dumps: readonly StoredControlDump[]): StoredControlDump[] {
  return [...new Map(dumps.map((dump) => [dump.instanceId, dump])).values()];
}

function dumpAt(file: string): { store: StorageDriver; base: string } {
  const ending = [ARTIFACT_SUFFIX, MANIFEST_SUFFIX].find((suffix) => file.endsWith(suffix)) ?? '';
  const base = basename(file, ending);
  if (ending === '' || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new AppError('NOT_FOUND', `${file} is no dump of a control database.`, {
      hint: `Name a file that ends in ${ARTIFACT_SUFFIX}, or say latest; --list says which there are.`,
    });
  }
  return { store: storeAt(dirname(file)), base };
}
