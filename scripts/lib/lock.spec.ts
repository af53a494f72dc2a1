import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acquireLock, LockedError } from './lock.mjs';
import { processIdentity } from './process-identity.mjs';

const MODULE = pathToFileURL(join(process.cwd(), 'scripts/lib/lock.mjs')).href;

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(directory, 'lock');
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Another process that takes the lock and then does what `then` says. */
function holder(then: string) {
  const source = `const { acquireLock } = await import(${JSON.stringify(MODULE)});
    const release = await acquireLock(${JSON.stringify(path)}, { waitMs: 60_000 });
    ${then}`;
  return spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('acquireLock', () => {
  it('refuses a lock whose holder lives, and names the holder', async () => {
    const other = holder(`console.log('held'); setInterval(() => {}, 1000);`);
    await once(other.stdout, 'data');
    await expect(acquireLock(path)).rejects.toMatchObject({ holder: { pid: other.pid } });
    await expect(acquireLock(path)).rejects.toBeInstanceOf(LockedError);
    other.kill('SIGKILL');
    await once(other, 'exit');
  });

  it('takes over the lock of a holder that was killed', async () => {
    const other = holder(`process.kill(process.pid, 'SIGKILL');`);
    await once(other, 'exit');
    expect(existsSync(path)).toBe(true);
    const release = await acquireLock(path);
    release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('takes over when the pid of the holder belongs to another process by now', async () => {
    writeFileSync(path, JSON.stringify({ pid: process.ppid, born: 'long ago' }));
    const release = await acquireLock(path);
    release();
    expect(processIdentity(process.ppid)).not.toBeNull();
  });

  it('takes over a file that a crash of the machine left empty', async () => {
    writeFileSync(path, '');
    const release = await acquireLock(path);
    release();
  });

  it('lets one in at a time when many want the lock of a dead holder', async () => {
    const dead = holder(`process.kill(process.pid, 'SIGKILL');`);
    await once(dead, 'exit');
    const inside = join(directory, 'inside');
    // Whoever finds the file there already was not alone.
    const work = `const fs = await import('node:fs');
      fs.writeFileSync(${JSON.stringify(inside)}, '', { flag: 'wx' });
      await new Promise((resolve) => setTimeout(resolve, 20));
      fs.rmSync(${JSON.stringify(inside)});
      release();`;
    const others = Array.from({ length: 6 }, () => holder(work));
    const codes = await Promise.all(others.map(async (child) => (await once(child, 'exit'))[0] as number));
    expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('releases once, and not the lock of whoever took it afterwards', async () => {
    const release = await acquireLock(path);
    release();
    const releaseSecond = await acquireLock(path);
    release();
    expect(existsSync(path)).toBe(true);
    releaseSecond();
  });
});
