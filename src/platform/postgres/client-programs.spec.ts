import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessRunner } from '../process/process-runner.js';
import { ClientPrograms } from './client-programs.js';

describe('the client programs of a machine', () => {
  let root: string;
  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'bst-clients-')));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  /** Programs that tell a version, as the real ones do, and note that they were asked. */
  async function install(directory: string, version: string): Promise<string> {
    const bin = join(root, directory);
    await mkdir(bin, { recursive: true });
    for (const program of ['pg_dump', 'pg_restore']) {
      const script = `#!/bin/sh\necho asked >> ${root}/asked\necho "${program} (PostgreSQL) ${version}"\n`;
      await writeFile(join(bin, program), script);
      await chmod(join(bin, program), 0o755);
    }
    return bin;
  }

  const runner = new ProcessRunner(process.env);
  const asked = async (): Promise<number> => (await readFile(join(root, 'asked'), 'utf8')).trim().split('\n').length;

  it('are found in the usual places, configured directories and on PATH, each asked once, lowest major first', async () => {
    await install('usual/17/bin', '17.2');
    await install('usual/16/bin', '16.4');
    const configured = await install('configured', '16.1');
    const onPath = await install('path', '15.3');
    const places = { directories: [configured], path: `${onPath}:relative:${onPath}:/nowhere` };
    const programs = new ClientPrograms(runner, places, [`${root}/usual/*/bin`, `${root}/absent/*/bin`]);
    const installed = await programs.installed();
    expect(installed.map(({ version }) => version)).toEqual(['15.3', '16.1', '16.4', '17.2']);
    await programs.installed();
    expect(await asked()).toBe(4);
    expect((await programs.choose({ serverMajor: 16 })).pgDump.pgDump).toBe(join(configured, 'pg_dump'));
  });

  it('are not taken from the wrapper that Debian puts on PATH, nor from a directory that lacks one of them', async () => {
    const wrapper = join(root, 'wrapper');
    await mkdir(wrapper);
    await writeFile(join(root, 'pg_wrapper'), '#!/bin/sh\necho "pg_dump (PostgreSQL) 15.1"\n', { mode: 0o755 });
    await symlink(join(root, 'pg_wrapper'), join(wrapper, 'pg_dump'));
    await symlink(join(root, 'pg_wrapper'), join(wrapper, 'pg_restore'));
    const half = await install('half', '15.1');
    await rm(join(half, 'pg_restore'));
    expect(await new ClientPrograms(runner, { path: `${wrapper}:${half}` }, []).installed()).toEqual([]);
  });

  it('are looked for again when none fits', async () => {
    await install('usual/15/bin', '15.1');
    const programs = new ClientPrograms(runner, {}, [`${root}/usual/*/bin`]);
    await expect(programs.choose({ serverMajor: 16 })).rejects.toMatchObject({ code: 'CLIENT_TOO_OLD' });
    await install('usual/16/bin', '16.1');
    expect((await programs.choose({ serverMajor: 16 })).pgDump.version).toBe('16.1');
  });
});
