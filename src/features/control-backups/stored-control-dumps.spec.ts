import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { LocalStorage } from '../../platform/storage/drivers/local-storage.js';
import { type ControlDumpKind, type ControlDumpName, parseControlKey, toControlKey } from './control-dump-name.js';
import { findControlDumps, removeLeftovers, superfluous } from './stored-control-dumps.js';

const NOW = new Date('2026-11-21T12:00:00Z');
const INSTANCE = '01a1f989-c483-7779-b55a-f597c58a4d62';

function dump(daysAgo: number, kind: ControlDumpKind = 'nightly') {
  const name: ControlDumpName = {
    instanceId: INSTANCE,
    at: new Date(NOW.getTime() - daysAgo * 86_400_000),
    kind,
    version: '0.1.0',
    mark: '0123456789ab',
  };
  return { ...name, base: toControlKey(name), storedBytes: 1 };
}

it('keeps the newest fourteen of each kind', () => {
  const nightly = Array.from({ length: 16 }, (_, days) => dump(days));
  const others = [dump(300, 'upgrade'), dump(400, 'manual')];
  expect(superfluous([...nightly, ...others], NOW).map(({ at }) => at)).toEqual([nightly[14]?.at, nightly[15]?.at]);
});

it('lets dumps from the future push out nothing', () => {
  const future = Array.from({ length: 20 }, (_, days) => dump(-1 - days));
  expect(superfluous([...future, dump(0), dump(1)], NOW)).toEqual([]);
});

it('are whole when dump and manifest are there, and the dump was not emptied', async () => {
  const root = await mkdtemp(join(tmpdir(), 'backstitch-dumps-'));
  const [whole, emptied, cut] = [dump(3), dump(2), dump(1)].map(({ base }) => base);
  await mkdir(join(root, dirname(whole ?? '')), { recursive: true });
  await Promise.all([
    writeFile(join(root, `${whole ?? ''}.dump.zst.age`), 'bytes'),
    writeFile(join(root, `${emptied ?? ''}.dump.zst.age`), ''),
    writeFile(join(root, `${cut ?? ''}.dump.zst.age`), 'bytes'),
    ...[whole, emptied].map((base) => writeFile(join(root, `${base ?? ''}.json`), '{}')),
  ]);
  const store = new LocalStorage(root, null);
  const found = await findControlDumps(store, INSTANCE);
  expect(found.whole.map(({ base }) => base)).toEqual([whole]);
  expect(found.cut.sort()).toEqual([emptied, cut].sort());
  await removeLeftovers(store, INSTANCE);
  expect(await readdir(join(root, dirname(whole ?? '')))).toHaveLength(2);
  await rm(root, { recursive: true });
});

it.each<ControlDumpName>([
  {
    instanceId: INSTANCE,
    at: new Date('2026-11-21T03:17:59Z'),
    kind: 'nightly',
    version: '0.1.0',
    mark: 'abcdef012345',
  },
  {
    instanceId: null,
    at: new Date('2030-01-01T00:00:00Z'),
    kind: 'upgrade',
    version: '1.0.0-rc.1+b7',
    mark: '000000000000',
  },
])('reads back the name that it gave', (name) => {
  expect(parseControlKey(toControlKey(name))).toEqual(name);
});

it('has names that sort by time, whatever the version', () => {
  const names = ['0.9.0', '0.10.0', '1.0.0'].map((version, day) =>
    toControlKey({ ...dump(10 - day), version, mark: 'ffffffffff00' }),
  );
  expect([...names].sort()).toEqual(names);
});

it.each(['_control/x/20261121_031759_nightly_0.1.0_abcdef012345', `_control/${INSTANCE}/keys`, 'keys/a/b.age'])(
  'leaves %s alone',
  (key) => {
    expect(parseControlKey(key)).toBeNull();
  },
);
