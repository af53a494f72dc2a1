import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { EntityManager } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { isTime } from '../../common/time-text.js';
import type { CommandSettings } from '../../config/command-settings.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import type { RecoverySettings } from '../../config/recovery-settings.js';
import { withControlDatabase } from '../../database/open-control-database.js';
import { LocalStorage } from '../../platform/storage/drivers/local-storage.js';
import { INSTANCE_CHAIN } from '../audit/audit-link.entity.js';
import { type Anchor, chainsOf } from '../audit/verify-chain.js';
import { anchorsOfHead } from './audit-head.js';
import { keptHeads } from './kept-heads.js';
import { type TrailFinding, verifyTrail } from './verify-trail.js';

const AUDIT_VERIFY_HELP = `Usage: npm run audit:verify [-- options]

Reads the audit trail in the control database from its beginning, and says whether every event is as it was written. It
changes nothing, and needs neither Redis nor the application.

  --store DIR   compares where the chains end with what the newest dump of the control database in this store knows
                (default: BACKUP_DIR); the master key must be given
  --no-store    compares with no store
  --head FILE   compares with an answer of GET /api/v1/audit-events/verify that was kept
  --from TIME   only events at or after this time (2026-11-01T00:00:00Z), with the one before them
  --to TIME     only events before this time, with the one after them
  --json        prints the finding as JSON
  --help

Ends with 0: it is whole; 1: it is not, or could not be read, and the reason is told; 2: the command was not understood.
`;

interface CommandOutput {
  out: (text: string) => void;
  err: (line: string) => void;
}

const OPTIONS = {
  store: { type: 'string' },
  'no-store': { type: 'boolean' },
  head: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Answers the exit code. Throws AppError or ConfigurationError. */
export async function runAuditVerify(
  args: readonly string[],
  settings: { load: () => CommandSettings; recovery: () => RecoverySettings },
  { out, err }: CommandOutput,
): Promise<number> {
  const options = readOptions(args, err);
  if (options === null) return 2;
  if (options.help === true) {
    out(AUDIT_VERIFY_HELP);
    return 0;
  }
  const range = { from: timeIn(options.from), to: timeIn(options.to) };
  if (range.from === undefined || range.to === undefined) {
    err('--from and --to take times such as 2026-11-01T00:00:00Z.\nSee audit:verify --help.');
    return 2;
  }
  const time = { from: range.from, to: range.to };
  const { databaseUrl } = settings.load();
  const recovery = settings.recovery();
  const directory =
    options.store === undefined ? recovery.backupDir : resolve(recovery.argumentDirectory, options.store);
  const found = await withControlDatabase(databaseUrl, [], (database) =>
    database.asSystem(async (manager) => {
      await assertChained(manager);
      const anchors: Anchor[] = [];
      const masterKeys = keysOf(recovery, options.store !== undefined);
      if (masterKeys === null) err('Compared with no store, since the master key is not given.');
      else if (options['no-store'] !== true && isThere(directory, options.store !== undefined)) {
        const kept = await keptHeads(manager, new LocalStorage(directory, null), masterKeys);
        err(kept === null ? `${directory} keeps no head of this trail.` : `Compared with ${kept.from}, of ${kept.at}.`);
        anchors.push(...(kept?.anchors ?? []));
      }
      if (options.head !== undefined) {
        const signers = await manager.query<{ id: string; publicKey: string }[]>(
          `SELECT id, "publicKey" FROM encryption_keys WHERE purpose = 'manifests'`,
        );
        const trusted = new Map(signers.map(({ id, publicKey }) => [id, publicKey]));
        anchors.push(
          ...anchorsOfHead(readJson(resolve(recovery.argumentDirectory, options.head)), trusted, options.head),
        );
      }
      const chains = new Set([...(await chainsOf(manager)), ...anchors.map(({ chain }) => chain)]);
      return verifyTrail(manager, [...chains], anchors, time);
    }),
  );
  out(options.json === true ? `${JSON.stringify(found, null, 2)}\n` : inWords(found));
  return found.ok ? 0 : 1;
}

function inWords({ ok, events, from, to, chains }: TrailFinding): string {
  const lines = chains.map((chain) => {
    const whose = chain.tenantId ?? `${INSTANCE_CHAIN} (the instance)`;
    const state = chain.firstBroken === undefined ? 'whole' : `BROKEN: ${chain.firstBroken.message}`;
    return `${whose}: ${chain.events} events, ${state}`;
  });
  const span = from === null || to === null ? '' : `, from ${from} to ${to}`;
  lines.push(
    ok ? `The audit trail is as it was written: ${events} events${span}.` : 'The audit trail is NOT as it was written.',
  );
  return `${lines.join('\n')}\n`;
}

/** null where none is given, undefined where it is none. */
function timeIn(text: string | undefined): Date | null | undefined {
  if (text === undefined) return null;
  return isTime(text) ? new Date(text) : undefined;
}

/** One that was named must be there. */
function isThere(directory: string, isNamed: boolean): boolean {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true) return true;
  if (!isNamed) return false;
  throw new AppError('STORAGE_FAILED', `There is no directory ${directory}.`, {
    hint: 'Name the top directory of the store with --store DIR.',
  });
}

/** null: not given, and nobody asked for what it is needed for. */
function keysOf(recovery: RecoverySettings, isNeeded: boolean): Buffer[] | null {
  try {
    return recovery.masterKeys().map(({ key }) => key);
  } catch (error) {
    if (isNeeded || !(error instanceof ConfigurationError)) throw error;
    return null;
  }
}

async function assertChained(manager: EntityManager): Promise<void> {
  const [found] = await manager.query<{ chain: string | null }[]>(`SELECT to_regclass('audit_chain')::text AS chain`);
  if (found?.chain != null) return;
  throw new AppError(
    'CONFLICT',
    'This control database is of an earlier version, which did not chain its audit trail',
    {
      hint: 'Start this version on it once: it chains what is there.',
    },
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new AppError('INVALID_PARAMETER', `${file} cannot be read as JSON.`, {
      hint: 'Name a file with an answer of GET /api/v1/audit-events/verify.',
      cause,
    });
  }
}

function readOptions(args: readonly string[], err: (line: string) => void) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    err(`${error instanceof Error ? error.message : String(error)}\nSee audit:verify --help.`);
    return null;
  }
}
