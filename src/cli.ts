import 'reflect-metadata';
import { AppError, inWords } from './common/app-error.js';
import { loadCommandSettings } from './config/command-settings.js';
import { ConfigurationError } from './config/configuration-error.js';
import { loadControlSettings } from './config/control-settings.js';
import { loadRecoverySettings } from './config/recovery-settings.js';
import { runAuditVerify } from './features/audit-trail/audit-verify-command.js';
import { runAdminReset } from './features/auth/admin-reset-command.js';
import { runCatalogRebuild } from './features/catalog/catalog-rebuild-command.js';
import { runControlDump, runControlRestore } from './features/control-backups/control-commands.js';
import { runControlVersion } from './features/control-backups/version-command.js';
import { runKeyExport } from './features/encryption-keys/key-export-command.js';
import { runKeysRotate } from './features/encryption-keys/keys-rotate-command.js';
import { SEALED_COLUMNS } from './sealed-columns.js';

const output = { out, err };

/** Commands for a person at a terminal. Each answers its exit code, and works without the application and its queues. */
const COMMANDS: Record<string, (args: readonly string[]) => Promise<number>> = {
  'keys:export': (args) => runKeyExport(args, loadRecoverySettings(), output),
  'keys:rotate': (args) => runKeysRotate(args, { load: loadCommandSettings, recovery: loadRecoverySettings }, output),
  'catalog:rebuild': (args) => runCatalogRebuild(args, loadControlSettings, SEALED_COLUMNS, output),
  'control:dump': (args) => runControlDump(args, loadControlSettings, output),
  'control:restore': (args) => runControlRestore(args, loadControlSettings, output),
  'control:version': (args) => runControlVersion(args, loadControlSettings, output),
  openapi: printApiDocument,
  'audit:verify': (args) => runAuditVerify(args, { load: loadCommandSettings, recovery: loadRecoverySettings }, output),
  'admin:reset': (args) => runAdminReset(args, loadCommandSettings, output),
};

const [name, ...rest] = process.argv.slice(2);
// Not process.exit: what was written to a pipe would be cut off.
process.exitCode = await run();

async function run(): Promise<number> {
  const isAsked = name === undefined || name === '--help' || name === '-h';
  const command = isAsked || !Object.hasOwn(COMMANDS, name) ? undefined : COMMANDS[name];
  if (command === undefined) {
    const known = `Commands: ${Object.keys(COMMANDS).join(', ')}. Each explains itself with --help.`;
    if (isAsked) out(`${known}\n`);
    else err(`There is no command ${JSON.stringify(name)}. ${known}`);
    return isAsked ? 0 : 2;
  }
  try {
    return await command(rest);
  } catch (error) {
    if (error instanceof AppError) err(inWords(error));
    else if (error instanceof ConfigurationError) err(error.problems.join('\n'));
    else throw error;
    return 1;
  }
}

/** The contract as a file: `npm run openapi` writes it. Loaded only here, for it needs every feature. */
async function printApiDocument(): Promise<number> {
  const { apiDocumentOfNothing } = await import('./api-document.js');
  out(`${JSON.stringify(await apiDocumentOfNothing(), null, 2)}\n`);
  return 0;
}

function out(text: string): void {
  process.stdout.write(text);
}

function err(line: string): void {
  process.stderr.write(`${line}\n`);
}
