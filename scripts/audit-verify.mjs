import { prepareCommand, runCommand } from './lib/cli-command.mjs';
import { reachControlDatabase } from './lib/control-access.mjs';
import { backstitchHome } from './lib/paths.mjs';
import { onShutdown, runMain } from './lib/shutdown.mjs';

// `npm run audit:verify`: whether the audit trail is as it was written; Backstitch may be running or not.
await runMain(async () => {
  await prepareCommand();
  if (process.argv.includes('--help') || process.argv.includes('-h')) return runCommand('audit:verify');
  const control = await reachControlDatabase({ home: backstitchHome(), env: process.env });
  onShutdown(control.stop);
  return runCommand('audit:verify', control.env);
});
