import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ProcessRunner } from '../../process/process-runner.js';
import { writeFileFrom } from './local-file-writer.js';
import { LocalStorage } from './local-storage.js';
import { MARKER_FILE, registerLocalStore } from './local-store-marker.js';

const runner = new ProcessRunner(process.env);
const PUT_FILE = fileURLToPath(new URL('../../../../test/support/put-file.ts', import.meta.url));

const ID = '0190b3c0-0000-7000-8000-000000000001';
const OTHER_ID = '0190b3c0-0000-7000-8000-000000000002';

let directory: string;
let root: string;
let storage: LocalStorage;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bst-local-'));
  root = join(directory, 'deep', 'root');
  storage = new LocalStorage(root, await registerLocalStore(root, ID));
});
afterEach(async () => rm(directory, { recursive: true }));

const put = (key: string, content = 'x'): Promise<{ bytes: number }> => storage.put(key, Readable.from([content]));
const everything = async (): Promise<string[]> =>
  (await readdir(root, { recursive: true })).filter((name) => name !== MARKER_FILE).sort();
const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('LocalStorage', () => {
  it('makes directories 0700 and files 0600, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await put('a/b/c');
    } finally {
      process.umask(before);
    }
    for (const path of [root, join(root, 'a'), join(root, 'a/b')]) expect(await mode(path)).toBe(0o700);
    expect(await mode(join(root, 'a/b/c'))).toBe(0o600);
    expect(await storage.isPrivate()).toBe(true);
  });

  it('leaves the mode of a root that exists, and tells that others may enter', async () => {
    expect(await storage.isPrivate()).toBe(true);
    await chmod(root, 0o755);
    await registerLocalStore(root, OTHER_ID);
    await put('a');
    expect(await mode(root)).toBe(0o755);
    expect(await storage.isPrivate()).toBe(false);
  });

  it('leaves nothing but the objects: no partial, no empty directory', async () => {
    await put('a/b/c');
    await put('a/d');
    await expect(storage.put('e/f', Readable.from(['x', Promise.reject(new Error('broken'))]))).rejects.toThrow(
      'broken',
    );
    expect(await everything()).toEqual(['a', 'a/b', 'a/b/c', 'a/d']);
    await storage.remove('a/b/c');
    expect(await everything()).toEqual(['a', 'a/d']);
    await storage.remove('a/d');
    expect(await everything()).toEqual([]);
  });

  it('refuses a key under an object, and an object over a directory, with CONFLICT', async () => {
    await put('a/b');
    await expect(put('a/b/c')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(put('a')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await everything()).toEqual(['a', 'a/b']);
  });

  it('refuses an object that appears while it writes its own', async () => {
    const body = new PassThrough();
    const putting = storage.put('a/b', body);
    body.write('mine');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await writeFile(join(root, 'a/b'), 'other');
    body.end();
    await expect(putting).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await readFile(join(root, 'a/b'), 'utf8')).toBe('other');
    expect(await everything()).toEqual(['a', 'a/b']);
  });

  it('fails with STORAGE_FAILED where the root is a file', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(registerLocalStore(join(root, 'file'), ID)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    for (const id of [ID, null]) {
      const broken = new LocalStorage(join(root, 'file'), id);
      await expect(broken.put('a', Readable.from(['x']))).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
      await expect(broken.stat('a')).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    }
  });

  describe('the marker', () => {
    const marker = (): string => join(root, MARKER_FILE);
    const failed = { code: 'STORAGE_FAILED' };

    it('is no object, and is not swept', async () => {
      const keys: string[] = [];
      for await (const { key } of storage.list('')) keys.push(key);
      expect(keys).toEqual([]);
      expect(await storage.sweep(() => false)).toBe(0);
      expect(await readFile(marker(), 'utf8')).toMatch(new RegExp(`^${ID}\n`));
      expect(await mode(marker())).toBe(0o600);
    });

    it('makes a bare mount point no store: nothing is made there, nothing is taken for removed', async () => {
      await put('a/b');
      await rename(root, join(directory, 'unmounted'));
      await mkdir(root);
      await expect(put('a/c')).rejects.toMatchObject(failed);
      await expect(storage.remove('a/b')).rejects.toMatchObject(failed);
      expect(await readdir(root)).toEqual([]);
    });

    it('that says another id is another store', async () => {
      await put('a/b');
      const other = new LocalStorage(root, OTHER_ID);
      await expect(other.stat('a/b')).rejects.toMatchObject({ ...failed, message: expect.stringContaining('Another') });
    });

    it('that was lost can be put back by hand, as the hint says', async () => {
      await put('a/b');
      await rm(marker());
      await expect(storage.stat('a/b')).rejects.toMatchObject({ ...failed, hint: expect.stringContaining(ID) });
      await writeFile(marker(), `${ID}\n`);
      expect(await storage.stat('a/b')).toMatchObject({ bytes: 1 });
    });

    it('stays what it was when the store is registered again, also of one with objects', async () => {
      expect(await registerLocalStore(root, OTHER_ID)).toBe(ID);
      await put('a/b');
      await rm(marker());
      expect(await registerLocalStore(root, OTHER_ID)).toBe(OTHER_ID);
      expect(await new LocalStorage(root, OTHER_ID).stat('a/b')).toMatchObject({ bytes: 1 });
    });

    it('is one when many register a directory at once', async () => {
      const fresh = join(directory, 'fresh');
      const ids = await Promise.all(
        Array.from({ length: 12 }, (_, n) => registerLocalStore(fresh, ID.replace(/..$/, String(n + 10)))),
      );
      expect(new Set(ids).size).toBe(1);
      expect(await readdir(fresh)).toEqual([MARKER_FILE]);
    });

    it('without an id is refused, not replaced', async () => {
      await truncate(marker(), 0);
      await expect(registerLocalStore(root, OTHER_ID)).rejects.toMatchObject(failed);
      await expect(storage.space()).rejects.toMatchObject(failed);
    });
  });

  describe('links', () => {
    beforeEach(async () => {
      await put('inside/object', 'inside');
      await mkdir(join(directory, 'outside'));
      await writeFile(join(directory, 'outside/secret'), 'secret');
    });
    const outside = (): Promise<string[]> => readdir(join(directory, 'outside'));

    it('are not followed out of the root by a directory', async () => {
      await symlink(join(directory, 'outside'), join(root, 'evil'));
      const refused = { code: 'INVALID_PARAMETER' };
      await expect(storage.get('evil/secret')).rejects.toMatchObject(refused);
      await expect(storage.stat('evil/secret')).rejects.toMatchObject(refused);
      await expect(storage.remove('evil/secret')).rejects.toMatchObject(refused);
      await expect(put('evil/new')).rejects.toMatchObject(refused);
      await expect(put('evil/sub/directory/new')).rejects.toMatchObject(refused);
      expect(await outside()).toEqual(['secret']);
    });

    it('are no objects themselves', async () => {
      await symlink(join(directory, 'outside/secret'), join(root, 'inside/linked'));
      await expect(storage.get('inside/linked')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await storage.stat('inside/linked')).toBeNull();
      await storage.remove('inside/linked');
      await expect(put('inside/linked')).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(await readFile(join(directory, 'outside/secret'), 'utf8')).toBe('secret');
    });

    it('are not listed or swept through', async () => {
      await symlink(join(directory, 'outside'), join(root, 'evil'));
      await writeFile(join(directory, 'outside/.x.0123456789abcdef.partial'), '');
      const keys: string[] = [];
      for await (const { key } of storage.list('')) keys.push(key);
      expect(keys).toEqual(['inside/object']);
      expect(await storage.sweep(() => false)).toBe(0);
      expect(await outside()).toHaveLength(2);
    });

    it('may be the root itself', async () => {
      await symlink(root, join(directory, 'link'));
      const linked = new LocalStorage(join(directory, 'link'), ID);
      await linked.put('a/b', Readable.from(['x']));
      expect(await storage.stat('a/b')).toMatchObject({ bytes: 1 });
      await linked.remove('a/b');
      expect(await storage.stat('a/b')).toBeNull();
    });
  });

  describe('after a kill', () => {
    it('shows nothing of an object whose writer was killed, and sweeps its rest', async () => {
      const writer = runner.start({
        program: process.execPath,
        args: ['--import', 'tsx', PUT_FILE, root, 'a/b/killed', 'Infinity'],
        stdout: 'pipe',
      });
      if (writer.stdout === null) throw new Error('no stdout');
      await once(writer.stdout, 'data');
      process.kill(writer.pid ?? 0, 'SIGKILL');
      expect((await writer.ended).signal).toBe('SIGKILL');

      expect(await storage.stat('a/b/killed')).toBeNull();
      const [partial] = await readdir(join(root, 'a/b'));
      expect(partial).toMatch(/^\.killed\.[0-9a-f]{16}\.partial$/);
      const asked: string[] = [];
      expect(await storage.sweep((key) => asked.push(key) > 0)).toBe(0);
      expect(asked).toEqual(['a/b/killed']);
      expect(await storage.sweep(() => false, 'a/b/other')).toBe(0);
      expect(await storage.sweep(() => false, 'a/b/kill')).toBe(1);
      expect(await everything()).toEqual([]);
    });

    it('keeps the object of a writer that was killed between naming it and removing the partial', async () => {
      await put('a/b', 'whole');
      await link(join(root, 'a/b'), join(root, 'a/.b.0123456789abcdef.partial'));
      expect(await storage.sweep(() => false)).toBe(1);
      expect(await everything()).toEqual(['a', 'a/b']);
      expect((await buffer(await storage.get('a/b'))).toString()).toBe('whole');
    });

    it('sweeps no hidden file that is not a partial, and no fresh partial whose key is not known', async () => {
      const cut = `.${'x'.repeat(229)}.0123456789abcdef.partial`;
      for (const name of ['.keep', 'b.partial', '.b.partial', cut]) await writeFile(join(root, name), '');
      expect(await storage.sweep(() => false)).toBe(0);
      expect(await everything()).toHaveLength(4);
    });
  });

  it('fails a read of an object that became shorter, instead of ending it', async () => {
    await storage.put('a', Readable.from([Buffer.alloc(6 * 1024 * 1024)]));
    const stream = await storage.get('a');
    await truncate(join(root, 'a'), 1_500_000);
    await expect(buffer(stream)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });

  it('closes the file of a read that was given up', async () => {
    await storage.put('a', Readable.from([Buffer.alloc(3 * 1024 * 1024)]));
    const descriptors = async (): Promise<number> => (await readdir('/dev/fd')).length;
    const before = await descriptors();
    for (let n = 0; n < 20; n++) {
      const stream = await storage.get('a');
      stream.destroy();
      await once(stream, 'close');
    }
    expect(await descriptors()).toBeLessThanOrEqual(before);
  });

  it('tells its room', async () => {
    const { free, total } = await storage.space();
    expect(free).toBeGreaterThan(0);
    expect(total).toBeGreaterThan(free);
  });

  describe('without room', () => {
    const expectDiskFullOfWriter = async (): Promise<void> => {
      const full = await open('/dev/full', 'w');
      try {
        await expect(writeFileFrom(full, Readable.from([Buffer.alloc(3_000_000)]))).rejects.toMatchObject({
          code: 'DISK_FULL',
          hint: expect.stringContaining('room'),
        });
      } finally {
        await full.close();
      }
    };

    it('a write that meets ENOSPC is DISK_FULL', expectDiskFullOfWriter);

    it('a put on a full file system is DISK_FULL, leaves nothing, and gives its room back', async () => {
      // In mount and user namespaces of its own: needs no root, and nothing stays mounted whatever happens.
      const inNamespace = (...script: string[]): ReturnType<ProcessRunner['run']> =>
        runner.run({ program: 'unshare', args: ['--user', '--map-root-user', '--mount', ...script] });
      const mount = 'mkdir -p "$1" && mount -t tmpfs -o size=2m none "$1"';
      const mayMount = await inNamespace('sh', '-c', mount, 'sh', join(directory, 'probe'));
      // A container may forbid it; the kernel's own ENOSPC then comes from /dev/full alone.
      if (mayMount.exitCode !== 0) return expectDiskFullOfWriter();

      const putAll = `${mount} && exec "$2" --import tsx "$3" "$1" a/b 50000000`;
      const result = await inNamespace('sh', '-c', putAll, 'sh', root, process.execPath, PUT_FILE);
      expect(result).toMatchObject({ exitCode: 0, stderrTail: '' });
      expect(JSON.parse(result.stdout)).toMatchObject({
        outcome: { code: 'DISK_FULL' },
        keys: [],
        swept: 0,
        space: { free: 2 * 1024 * 1024, total: 2 * 1024 * 1024 },
      });
    });
  });
});
