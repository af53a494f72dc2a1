import { chownSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { asUser } from './unprivileged.mjs';

/**
 * Makes the data directory `<serverDir>/data`, whole or not at all: initdb works under another name, which a later
 * start removes if we were killed in between. Idempotent.
 * @param {{ bin: string, serverDir: string, user: import('./unprivileged.mjs').ServerUser | null, password: string, isThrowAway: boolean, authentication: string }} spec
 * @returns {Promise<string>} the data directory
 */
export async function initialiseData({ bin, serverDir, user, password, isThrowAway, authentication }) {
  for (const name of readdirSync(serverDir)) {
    if (name.startsWith('data.partial') || name.startsWith('pwfile')) {
      rmSync(join(serverDir, name), { recursive: true, force: true });
    }
  }
  const dataDir = join(serverDir, 'data');
  if (existsSync(dataDir)) return dataDir;
  const partial = join(serverDir, 'data.partial');
  const passwordFile = join(serverDir, 'pwfile');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (user !== null) chownSync(passwordFile, user.uid, user.gid);
  try {
    const args = [
      '-D',
      partial,
      '-U',
      'postgres',
      '--pwfile',
      passwordFile,
      `--auth=${authentication}`,
      '--encoding=UTF8',
    ];
    args.push(process.platform === 'linux' ? '--locale=C.UTF-8' : '--locale=en_US.UTF-8');
    if (isThrowAway) args.push('--no-sync');
    // A clean environment: LC_* of the caller may name a locale this machine does not have.
    const env = { PATH: process.env.PATH, LANG: 'C' };
    await run(join(bin, 'initdb'), args, { ...asUser(user), cwd: serverDir, env, timeoutMs: 300_000 });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(partial, dataDir);
  return dataDir;
}
