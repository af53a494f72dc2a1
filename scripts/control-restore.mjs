import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareCommand, runCommand } from './lib/cli-command.mjs';
import { ensurePrograms } from './lib/ensure-programs.mjs';
import { backstitchHome } from './lib/paths.mjs';
import { startPrivateServers } from './lib/private-servers.mjs';
import { onShutdown, runMain, SetupError } from './lib/shutdown.mjs';

// `npm run control:restore`: brings back the control database of DATABASE_URL, or the private one, whose server is made and
// started for it. Backstitch may not run meanwhile.
await runMain(async () => {
  await prepareCommand();
  if (['--help', '-h', '--list'].some((option) => process.argv.includes(option)))
    return runCommand('control:restore', placeholders());
  if (process.env.DATABASE_URL) {
    await ensurePrograms({ need: ['postgresql-client', 'zstd', 'age'] });
    return runCommand('control:restore');
  }
  const home = backstitchHome();
  if (!process.env.MASTER_KEY && !existsSync(join(home, 'master-key'))) {
    // A start would make a new one, which opens no dump.
    throw new SetupError(
      `The master key that the dump was made under is needed: set MASTER_KEY, or put its file back as ${join(home, 'master-key')} (0600).`,
    );
  }
  const servers = await startPrivateServers({ home, env: { ...process.env, REDIS_URL: 'unused' } });
  onShutdown(servers.stop);
  return runCommand('control:restore', { ...servers.env, CONTROL_ADMIN_URL: servers.postgres.superuserUrl });
});

/** What only reads the store needs no database. */
function placeholders() {
  return process.env.DATABASE_URL ? {} : { DATABASE_URL: 'postgres://backstitch@localhost/backstitch' };
}
