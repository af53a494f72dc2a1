import { fstatSync } from 'node:fs';
import { prepareCommand, runCommand } from './lib/cli-command.mjs';
import { runMain } from './lib/shutdown.mjs';

// `npm run keys:export`. It starts no server: what it is for is that there is none any more.
await runMain(async () => {
  warnOfBanner();
  await prepareCommand();
  return runCommand('keys:export');
});

/** npm prints two lines of its own to standard output before any script; in a file for age they are a mistake. */
function warnOfBanner() {
  const isSilent = process.env.npm_config_loglevel === 'silent';
  const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
  if (!isUnderNpm || isSilent || process.argv.includes('--output') || !fstatSync(1).isFile()) return;
  console.error(
    'npm has written its own lines before the keys, which age will not read: use `npm run --silent keys:export`, or -- --output FILE.',
  );
}
