import { spawn } from 'node:child_process';
import { fstatSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { requireNode } from './lib/node-version.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { repository } from './lib/paths.mjs';
import { runMain } from './lib/shutdown.mjs';
import { speakOn } from './lib/steps.mjs';

// `npm run keys:export`: does the set-up that is missing (said on standard error, for standard output is the answer),
// then runs the command. It starts no server: what it is for is that there is none any more.
await runMain(async () => {
  requireNode();
  speakOn(process.stderr);
  warnOfBanner();
  await ensurePackages();
  await ensureBuilt();
  const entry = join(repository, 'dist/src/cli.js');
  const child = spawn(process.execPath, ['--enable-source-maps', entry, 'keys:export', ...process.argv.slice(2)], {
    cwd: repository,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
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
