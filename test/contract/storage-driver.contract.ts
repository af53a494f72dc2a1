import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { compareKeys } from '../../src/platform/storage/object-key.js';
import type { StorageDriver, StoredObject } from '../../src/platform/storage/storage-driver.js';

export interface StorageUnderTest {
  driver: StorageDriver;
  /** As when a disk is not mounted, or a bucket is gone. */
  takeAway(): Promise<void>;
  bringBack(): Promise<void>;
  close(): Promise<void>;
}

/** What every StorageDriver promises; `open` gives an empty store. */
export function storageDriverContract(name: string, open: () => Promise<StorageUnderTest>): void {
  describe(`${name} keeps the contract of a storage driver`, () => {
    let store: StorageUnderTest;
    let driver: StorageDriver;

    beforeEach(async () => {
      store = await open();
      driver = store.driver;
    });
    afterEach(async () => store.close());

    const put = (key: string, content: string | Buffer): Promise<{ bytes: number }> =>
      driver.put(key, Readable.from([Buffer.from(content)]));
    const read = async (key: string, range?: { start?: number; end?: number }): Promise<string> =>
      (await buffer(await driver.get(key, range))).toString();
    const listed = async (prefix: string): Promise<StoredObject[]> => {
      const objects: StoredObject[] = [];
      for await (const object of driver.list(prefix)) objects.push(object);
      return objects;
    };
    const keys = async (prefix: string): Promise<string[]> => (await listed(prefix)).map(({ key }) => key);

    describe('put and get', () => {
      it('gives back what was put, byte by byte, and counts it', async () => {
        const bytes = randomBytes(5 * 1024 * 1024 + 7);
        const chunks = Readable.from(
          (function* () {
            for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001);
          })(),
        );
        expect(await driver.put('tenant/source/backup/database.age', chunks)).toEqual({ bytes: bytes.length });
        expect((await buffer(await driver.get('tenant/source/backup/database.age'))).equals(bytes)).toBe(true);
      });

      it('keeps an empty object', async () => {
        expect(await driver.put('empty', Readable.from([]))).toEqual({ bytes: 0 });
        expect(await read('empty')).toBe('');
        expect(await driver.stat('empty')).toMatchObject({ key: 'empty', bytes: 0 });
      });

      it('keeps a body that comes in thousands of small pieces', async () => {
        const body = Readable.from(
          (function* () {
            for (let n = 0; n < 20_000; n++) yield Buffer.from(`${n},`);
          })(),
        );
        const { bytes } = await driver.put('pieces', body);
        const text = await read('pieces');
        expect(text.length).toBe(bytes);
        expect(text.endsWith('19998,19999,')).toBe(true);
      });

      it('refuses an existing key with CONFLICT and leaves the object as it is', async () => {
        await put('a/b', 'first');
        await expect(put('a/b', 'second')).rejects.toMatchObject({ code: 'CONFLICT' });
        expect(await read('a/b')).toBe('first');
      });

      it('lets exactly one of many simultaneous puts of a key win', async () => {
        const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => put('a/race', `writer ${n}`)));
        const winners = outcomes.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []));
        expect(winners).toHaveLength(1);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'CONFLICT' });
        }
        expect(await read('a/race')).toBe(`writer ${winners[0] ?? -1}`);
        expect(await keys('')).toEqual(['a/race']);
      });

      it('shows nothing of an object before it is whole', async () => {
        const body = new PassThrough();
        const putting = driver.put('a/slow', body);
        body.write(randomBytes(3 * 1024 * 1024));
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(await driver.stat('a/slow')).toBeNull();
        expect(await keys('')).toEqual([]);
        await expect(driver.get('a/slow')).rejects.toMatchObject({ code: 'NOT_FOUND' });
        body.end('end');
        await putting;
        expect(await keys('')).toEqual(['a/slow']);
      });

      it('rejects with the error of the stream and leaves nothing', async () => {
        const failure = new Error('the dump died');
        const body = Readable.from(
          (async function* () {
            yield randomBytes(2 * 1024 * 1024);
            throw failure;
          })(),
        );
        await expect(driver.put('a/failed', body)).rejects.toBe(failure);
        expect(await driver.stat('a/failed')).toBeNull();
        expect(await keys('')).toEqual([]);
        await put('a/failed', 'again');
        expect(await read('a/failed')).toBe('again');
      });

      it('takes a stream that is closed before its end for a failure', async () => {
        const body = new PassThrough();
        body.write('begin');
        const putting = driver.put('a/cut', body);
        setImmediate(() => body.destroy());
        await expect(putting).rejects.toThrow();
        const closed = new PassThrough();
        closed.destroy();
        await once(closed, 'close');
        await expect(driver.put('a/cut', closed)).rejects.toThrow();
        expect(await keys('')).toEqual([]);
      });

      it('rejects with the reason of an abort and leaves nothing', async () => {
        const reason = new Error('canceled');
        const controller = new AbortController();
        const body = new PassThrough();
        body.write(randomBytes(1024));
        const putting = driver.put('a/aborted', body, { signal: controller.signal });
        setTimeout(() => {
          controller.abort(reason);
        }, 30);
        await expect(putting).rejects.toBe(reason);
        expect(body.destroyed).toBe(true);
        await expect(driver.put('a/aborted', Readable.from(['x']), { signal: controller.signal })).rejects.toBe(reason);
        expect(await keys('')).toEqual([]);
      });

      it('answers a missing key with NOT_FOUND before any byte', async () => {
        await put('a/b', 'x');
        for (const key of ['nothing', 'a', 'a/b/c', 'a/other']) {
          await expect(driver.get(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
          expect(await driver.stat(key)).toBeNull();
        }
      });

      it('ends a get by its signal', async () => {
        await put('big', randomBytes(8 * 1024 * 1024));
        const reason = new Error('client left');
        const controller = new AbortController();
        const stream = await driver.get('big', { signal: controller.signal });
        await once(stream, 'readable');
        controller.abort(reason);
        await expect(buffer(stream)).rejects.toBe(reason);
      });
    });

    describe('ranges', () => {
      beforeEach(async () => {
        await put('digits', '0123456789');
      });

      it.each([
        [{ start: 0, end: 0 }, '0'],
        [{ start: 3, end: 5 }, '345'],
        [{ start: 7 }, '789'],
        [{ end: 2 }, '012'],
        [{ start: 9, end: 9 }, '9'],
        [{ start: 8, end: 4000 }, '89'],
      ])('%j gives %s', async (range, expected) => {
        expect(await read('digits', range)).toBe(expected);
      });

      it.each([{ start: 10 }, { start: 5, end: 4 }, { start: -1 }, { start: 1.5 }, { start: NaN }, { end: -1 }])(
        '%j is refused',
        async (range) => {
          await expect(driver.get('digits', range)).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
        },
      );
    });

    describe('stat and list', () => {
      it('tells size and time', async () => {
        const before = Date.now();
        await put('a/b', '12345');
        const found = await driver.stat('a/b');
        expect(found).toMatchObject({ key: 'a/b', bytes: 5 });
        expect(Math.abs((found?.modifiedAt.getTime() ?? 0) - before)).toBeLessThan(5000);
        expect(await listed('a/')).toEqual([found]);
      });

      it('lists all keys of a prefix, which may end within a name, in the order of their bytes', async () => {
        const all = ['b/x', 'a/b', 'a/b-c', 'a/b.d', 'a/bb/c', 'a/b0', 'a-z', 'ä/ö', 'a/日本', 'a/🙂', 'a/\uffee', 'Z'];
        for (const key of all) await put(key, key);
        const sorted = [...all].sort(compareKeys);
        expect(await keys('')).toEqual(sorted);
        for (const prefix of ['a', 'a/', 'a/b', 'a/bb/', 'a/bb/c', 'ä', 'x', 'a/b/']) {
          expect(await keys(prefix)).toEqual(sorted.filter((key) => key.startsWith(prefix)));
        }
      });

      it('lists an empty store as empty', async () => {
        expect(await keys('')).toEqual([]);
        expect(await keys('a/b')).toEqual([]);
      });

      it('goes on while objects are removed', async () => {
        for (let n = 0; n < 40; n++) await put(`many/${n}/object`, 'x');
        let seen = 0;
        for await (const { key } of driver.list('many/')) {
          if (seen++ === 0)
            for (let n = 0; n < 40; n++) if (key !== `many/${n}/object`) await driver.remove(`many/${n}/object`);
        }
        expect(seen).toBeGreaterThanOrEqual(1);
        expect(await keys('')).toHaveLength(1);
      });
    });

    describe('remove', () => {
      it('removes, and succeeds when there is nothing', async () => {
        await put('a/b/c', 'x');
        await put('a/d', 'y');
        await driver.remove('a/b/c');
        await driver.remove('a/b/c');
        await driver.remove('never/was');
        await driver.remove('a');
        expect(await keys('')).toEqual(['a/d']);
        await put('a/b/c', 'again');
        expect(await read('a/b/c')).toBe('again');
      });

      it('does not disturb puts beside it', async () => {
        const work = Array.from({ length: 60 }, async (_, n) => {
          await put(`deep/er/${n % 3}/${n}`, 'x');
          await driver.remove(`deep/er/${n % 3}/${n}`);
          await put(`deep/er/${n % 3}/kept-${n}`, 'x');
          if (n % 2 === 0) await driver.remove(`deep/er/${n % 3}/kept-${n}`);
        });
        await Promise.all(work);
        expect(await keys('deep/')).toHaveLength(30);
      });
    });

    describe('keys', () => {
      it.each([
        '',
        '/',
        '/a',
        'a/',
        'a//b',
        '.',
        '..',
        '../a',
        'a/../b',
        'a/./b',
        '.hidden',
        'a/.partial',
        'a\\b',
        'a\nb',
        'a\0b',
        'a\u007fb',
        'a\u0085b',
        'x'.repeat(256),
        'ü'.repeat(128),
        'a/'.repeat(600) + 'a',
        'lone\ud800surrogate',
      ])('refuses %j everywhere', async (key) => {
        const body = Readable.from(['x']);
        const refused = { code: 'INVALID_PARAMETER' };
        await expect(driver.put(key, body)).rejects.toMatchObject(refused);
        expect(body.destroyed).toBe(true);
        await expect(driver.get(key)).rejects.toMatchObject(refused);
        await expect(driver.stat(key)).rejects.toMatchObject(refused);
        await expect(driver.remove(key)).rejects.toMatchObject(refused);
        expect(await keys('')).toEqual([]);
      });

      it.each(['..', '../', '/a', 'a//', 'a/../', 'a\0', '.h'])('refuses the prefix %j', async (prefix) => {
        await expect(keys(prefix)).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
      });

      it.each([
        'x'.repeat(255),
        'ü'.repeat(127) + 'x',
        '-rf',
        '--help',
        'with space',
        "it's",
        'a"b',
        '100%',
        '%2e%2e',
        'host=evil dbname=x',
        '$(id)',
        'a;b|c&d',
        '*?[x]',
        '~',
        'a/~root',
        'CON',
        'a..b',
        'x.partial',
      ])('keeps %j', async (key) => {
        await put(key, 'content');
        expect(await read(key)).toBe('content');
        expect(await keys('')).toEqual([key]);
        await driver.remove(key);
        expect(await keys('')).toEqual([]);
      });
    });

    it('sweeps nothing of a store where nobody was killed', async () => {
      await put('a/b', 'x');
      const body = new PassThrough();
      const putting = driver.put('a/now', body);
      body.write(randomBytes(1024));
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(await driver.sweep(() => false)).toBe(0);
      body.end();
      await putting;
      expect(await keys('')).toEqual(['a/b', 'a/now']);
    });

    it('that is not there rejects everything with STORAGE_FAILED, and is whole when it is back', async () => {
      await put('a/b', 'x');
      await store.takeAway();
      const failed = { code: 'STORAGE_FAILED', hint: expect.any(String) };
      await expect(put('a/c', 'y')).rejects.toMatchObject(failed);
      await expect(driver.get('a/b')).rejects.toMatchObject(failed);
      for (const key of ['a/b', 'never/was']) {
        await expect(driver.stat(key)).rejects.toMatchObject(failed);
        await expect(driver.remove(key)).rejects.toMatchObject(failed);
      }
      await expect(keys('')).rejects.toMatchObject(failed);
      await expect(driver.sweep(() => false)).rejects.toMatchObject(failed);
      await expect(driver.space()).rejects.toMatchObject(failed);
      await store.bringBack();
      expect(await keys('')).toEqual(['a/b']);
    });

    it('tells its room, or that it cannot', async () => {
      const space = await driver.space();
      if (space === null) return;
      expect(space.free).toBeGreaterThan(0);
      expect(space.total).toBeGreaterThanOrEqual(space.free);
    });
  });
}
