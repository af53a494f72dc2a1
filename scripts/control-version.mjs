import { prepareCommand, runCommand } from './lib/cli-command.mjs';
import { reachControlDatabase } from './lib/control-access.mjs';
import { backstitchHome } from './lib/paths.mjs';
import { onShutdown, runMain } from './lib/shutdown.mjs';

// `npm run control:version`: which version an instance is at; it may be running or not.
await runMain(async () => {
  await prepareCommand();
  if (process.argv.includes('--help') || process.argv.includes('-h')) return runCommand('control:version');
  const control = await reachControlDatabase({ home: backstitchHome(), env: process.env });
  onShutdown(control.stop);
  return runCommand('control:version', control.env);
});
