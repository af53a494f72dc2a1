import { prepareCommand, runCommand } from './cli-command.mjs';
import { reachControlDatabase } from './control-access.mjs';
import { backstitchHome } from './paths.mjs';
import { onShutdown } from './shutdown.mjs';

/** Runs a command that changes the control database, wherever that is. @returns {Promise<number>} its exit code */
export async function runControlCommand(name) {
  await prepareCommand();
  if (process.argv.includes('--help') || process.argv.includes('-h')) return runCommand(name);
  const control = await reachControlDatabase({ home: backstitchHome(), env: process.env });
  onShutdown(control.stop);
  return runCommand(name, control.env);
}
