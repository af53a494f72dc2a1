import { AppError } from './common/app-error.js';
import { ConfigurationError } from './config/configuration-error.js';
import { loadRecoverySettings } from './config/recovery-settings.js';
import { KEY_EXPORT_HELP, runKeyExport } from './features/encryption-keys/key-export-command.js';

/** Commands for a person at a terminal. They work without the application, its database and its queues. */
const [command, ...args] = process.argv.slice(2);
// Not process.exit: what was written to a pipe would be cut off.
process.exitCode = await run();

async function run(): Promise<number> {
  if (command !== 'keys:export') {
    const isAsked = command === undefined || command === '--help' || command === '-h';
    if (!isAsked) err(`There is no command ${JSON.stringify(command)}. There is keys:export.`);
    else out(KEY_EXPORT_HELP);
    return isAsked ? 0 : 2;
  }
  try {
    return await runKeyExport(args, loadRecoverySettings(), { out, err });
  } catch (error) {
    if (error instanceof AppError) err(error.hint === undefined ? error.message : `${error.message}. ${error.hint}`);
    else if (error instanceof ConfigurationError) err(error.problems.join('\n'));
    else throw error;
    return 1;
  }
}

function out(text: string): void {
  process.stdout.write(text);
}

function err(line: string): void {
  process.stderr.write(`${line}\n`);
}
