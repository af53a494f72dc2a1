import { prepareCommand, runCommand } from './lib/cli-command.mjs';
import { reachControlDatabase } from './lib/control-access.mjs';
import { ensurePrograms } from './lib/ensure-programs.mjs';
import { backstitchHome } from './lib/paths.mjs';
import { onShutdown, runMain } from './lib/shutdown.mjs';

// `npm run control:dump`: dumps the control database of an instance that may be running or not.
await runMain(async () => {
  await prepareCommand();
  if (process.argv.includes('--help') || process.argv.includes('-h')) return runCommand('control:dump');
  await ensurePrograms({ need: ['postgresql-client', 'zstd', 'age'] });
  const control = await reachControlDatabase({ home: backstitchHome(), env: process.env });
  onShutdown(control.stop);
  return runCommand('control:dump', control.env);
});
