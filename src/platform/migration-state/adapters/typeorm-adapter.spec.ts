import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TypeormAdapter } from './typeorm-adapter.js';

const migration = (name: string): string => `export class ${name} { async up() {} async down() {} }`;

describe('TypeormAdapter.readCode', () => {
  let codePath: string;
  beforeEach(async () => {
    codePath = await mkdtemp(join(tmpdir(), 'backstitch-typeorm-code-'));
  });
  afterEach(async () => {
    await rm(codePath, { recursive: true });
  });
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(codePath, path)), { recursive: true });
    await writeFile(join(codePath, path), text);
  };
  const read = async (table?: string): Promise<unknown> =>
    (await new TypeormAdapter().readCode(codePath, table === undefined ? {} : { table })).apps;

  it('orders by the last 13 characters of the name, not by file', async () => {
    await write('1-z.ts', migration('Zeta1700000000009'));
    await write('deep/er/2-a.ts', migration('Alpha1700000000001'));
    await write('3-m.ts', `export class M { name = 'Mid1700000000005'; async up() {} }`);
    expect(await read()).toEqual([
      { app: 'migrations', names: ['Alpha1700000000001', 'Mid1700000000005', 'Zeta1700000000009'] },
    ]);
  });

  it('counts a migration and what was compiled from it once', async () => {
    await write('a.ts', migration('A1700000000001'));
    await write('a.js', `class A1700000000001 { async up() {} }\nexports.A1700000000001 = A1700000000001;`);
    await write('a.js.map', '{}');
    await write('a.d.ts', `export declare class A1700000000001 { up(): void }`);
    await write('a.spec.ts', migration('Spec1700000000001'));
    await write('__tests__/b.ts', migration('B1700000000001'));
    expect(await read('my.table')).toEqual([{ app: 'my.table', names: ['A1700000000001'] }]);
  });

  it('lets files that hold no migration be anything', async () => {
    await write('a.ts', migration('A1700000000001'));
    await write('index.ts', `export * from './a.js';`);
    await write('data-source.ts', 'export const x: number = ;;; not even parsed');
    expect(await read()).toEqual([{ app: 'migrations', names: ['A1700000000001'] }]);
  });

  it.each([
    ['a name without a timestamp', { 'a.ts': migration('NoTimestamp') }, 'a.ts'],
    ['a class without a name', { 'a.js': 'exports.A = class { async up() {} };' }, 'a.js'],
    [
      'the same name twice',
      { 'a.ts': migration('A1700000000001'), 'b.ts': migration('A1700000000001') },
      'also in a.ts',
    ],
  ])('refuses %s, as TypeORM does', async (_title, files, text) => {
    for (const [path, content] of Object.entries(files)) await write(path, content);
    await expect(read()).rejects.toMatchObject({ code: 'INVALID_PARAMETER', message: expect.stringContaining(text) });
  });
});
