import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { requireNode } from './node-version.mjs';
import { ensurePackages } from './packages.mjs';
import { repository } from './paths.mjs';
import { speakOn } from './steps.mjs';

/** The set-up that a command needs; said on standard error, for standard output is the command's answer. */
export async function prepareCommand() {
  requireNode();
  speakOn(process.stderr);
  await ensurePackages();
  await ensureBuilt();
}

/** Runs a command of the built application with our arguments, on our terminal. @returns {Promise<number>} its exit code */
export async function runCommand(name, env = {}) {
  const entry = join(repository, 'dist/app/cli.js');
  const child = spawn(process.execPath, ['--enable-source-maps', entry, name, ...process.argv.slice(2)], {
    cwd: repository,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
}
