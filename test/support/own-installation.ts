import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { findPostgres } from '../../scripts/lib/find-program.mjs';

export interface OwnInstallation {
  /** The directory of its `initdb` and `postgres`. */
  bin: string;
  remove(): Promise<void>;
}

/**
 * The installed PostgreSQL once more, with extensions of its own and without some: PostgreSQL finds its files from where
 * its program lies, as long as the directories lie to each other as they were compiled.
 */
export async function makeInstallation(options: {
  without: readonly string[];
  /** Files of the directory of extensions. */
  files: Readonly<Record<string, string>>;
}): Promise<OwnInstallation> {
  const root = await mkdtemp(join(tmpdir(), 'own-postgres-'));
  await execute('chmod', ['755', root]);
  const bin = await installed('--bindir');
  const share = await installed('--sharedir');
  const lib = await installed('--pkglibdir');
  const common = commonDirectory([bin, share, lib]);
  const own = (path: string): string => join(root, relative(common, path));
  await mkdir(own(bin), { recursive: true });
  for (const program of ['postgres', 'initdb']) await copyFile(join(bin, program), join(own(bin), program));
  await mkdir(dirname(own(lib)), { recursive: true });
  await symlink(lib, own(lib));
  const extensions = join(own(share), 'extension');
  await mkdir(extensions, { recursive: true });
  for (const name of await readdir(share)) {
    if (name !== 'extension') await symlink(join(share, name), join(own(share), name));
  }
  for (const name of await readdir(join(share, 'extension'))) {
    if (options.without.some((extension) => name === `${extension}.control`)) continue;
    await symlink(join(share, 'extension', name), join(extensions, name));
  }
  for (const [name, text] of Object.entries(options.files)) await writeFile(join(extensions, name), text);
  return { bin: own(bin), remove: () => rm(root, { recursive: true, force: true }) };
}

const execute = promisify(execFile);

async function installed(what: string): Promise<string> {
  const bin = findPostgres()?.bin;
  if (bin === undefined) throw new Error('PostgreSQL is not installed.');
  return (await execute(join(bin, 'pg_config'), [what])).stdout.trim();
}

function commonDirectory(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split(sep));
  const end = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  return first.slice(0, end).join(sep) || sep;
}
