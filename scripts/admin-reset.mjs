import { prepareCommand, runCommand } from './lib/cli-command.mjs';
import { reachControlDatabase } from './lib/control-access.mjs';
import { backstitchHome } from './lib/paths.mjs';
import { onShutdown, runMain } from './lib/shutdown.mjs';

// `npm run admin:reset`: a new password for the superadmin, of an instance that may be running or not.
await runMain(async () => {
  await prepareCommand();
  if (process.argv.includes('--help') || process.argv.includes('-h')) return runCommand('admin:reset');
  const control = await reachControlDatabase({ home: backstitchHome(), env: process.env });
  onShutdown(control.stop);
  return runCommand('admin:reset', control.env);
});
