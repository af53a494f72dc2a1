import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CodeMigrations } from '../migration-state.js';
import { DjangoAdapter } from './django-adapter.js';

const migration = (dependencies: string, more = ''): string =>
  `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = ${dependencies}\n${more}\n    operations = []\n`;

describe('DjangoAdapter.readCode', () => {
  let codePath: string;
  beforeEach(async () => {
    codePath = await mkdtemp(join(tmpdir(), 'backstitch-django-code-'));
  });
  afterEach(async () => {
    await rm(codePath, { recursive: true });
  });
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(codePath, path)), { recursive: true });
    await writeFile(join(codePath, path), text);
  };
  const read = (): Promise<CodeMigrations> => new DjangoAdapter().readCode(codePath);

  it('orders by the dependencies, then by name', async () => {
    await write('shop/migrations/0001_initial.py', migration('[]'));
    await write('shop/migrations/0002_b.py', migration(`[('shop', '0003_a'), ('auth', '0099_x')]`));
    await write(
      'shop/migrations/0003_a.py',
      migration(`[migrations.swappable_dependency(settings.AUTH_USER_MODEL), ('shop', '0001_initial')]`),
    );
    await write('shop/migrations/0003_c.py', migration(`[('shop', '0001_initial')]`));
    expect((await read()).apps).toEqual([{ app: 'shop', names: ['0001_initial', '0003_a', '0002_b', '0003_c'] }]);
  });

  it('falls back on names where dependencies are computed or go in a circle', async () => {
    await write('shop/migrations/0001_initial.py', migration('make()'));
    await write('shop/migrations/0002_b.py', migration(`[('shop', '0003_c')]`));
    await write('shop/migrations/0003_c.py', migration(`[('shop', '0002_b')]`));
    expect((await read()).apps).toEqual([{ app: 'shop', names: ['0001_initial', '0002_b', '0003_c'] }]);
  });

  it.each([
    ['the directory', {}, 'shop'],
    [
      'the last part of name',
      { 'src/shop/apps.py': `from django.apps import AppConfig\nclass C(AppConfig):\n    name = 'src.webshop'\n` },
      'webshop',
    ],
    [
      'label',
      {
        'src/shop/apps.py': `import django.apps\nclass C(django.apps.AppConfig):\n    name = 'src.shop'\n    label = "till"\n`,
      },
      'till',
    ],
    ['the directory where it is computed', { 'src/shop/apps.py': `class C(AppConfig):\n    name = NAME\n` }, 'shop'],
    [
      'the default of two',
      {
        'src/shop/apps.py': `class A(AppConfig):\n    label = 'a'\nclass B(AppConfig):\n    label = 'b'\n    default = True\n`,
      },
      'b',
    ],
  ])('labels the app by %s', async (_title, files, app) => {
    await write('src/shop/migrations/0001_initial.py', migration('[]'));
    for (const [path, text] of Object.entries(files)) await write(path, text);
    expect((await read()).apps).toEqual([{ app, names: ['0001_initial'] }]);
  });

  it('reads what a squash replaces', async () => {
    await write('shop/migrations/0001_initial.py', migration('[]'));
    await write(
      'shop/migrations/0001_squashed_0002.py',
      migration('[]', `    replaces = [('shop', '0001_initial'), ('shop', '0002_gone')]`),
    );
    expect((await read()).squashes).toEqual([
      {
        app: 'shop',
        name: '0001_squashed_0002',
        replaces: [
          { app: 'shop', name: '0001_initial' },
          { app: 'shop', name: '0002_gone' },
        ],
      },
    ]);
  });

  it('takes modules without a number if they are migrations, and leaves out tests, helpers and copies', async () => {
    await write('shop/migrations/0001_initial.py', migration('[]'));
    await write('shop/migrations/by_hand.py', migration(`[('shop', '0001_initial')]`));
    await write('shop/migrations/helpers.py', 'def help(): pass\n');
    await write('shop/migrations/_private.py', migration('[]'));
    await write('shop/migrations/__init__.py', '');
    await write('tests/app/migrations/0001_initial.py', migration('[]'));
    await write('build/lib/shop/migrations/0001_initial.py', migration('[]'));
    await write('env/pyvenv.cfg', '');
    await write('env/lib/x/migrations/0001_initial.py', migration('[]'));
    expect((await read()).apps).toEqual([{ app: 'shop', names: ['0001_initial', 'by_hand'] }]);
  });

  it.each([
    ['a numbered module without a Migration', { 'shop/migrations/0001_x.py': 'x = 1\n' }, 'shop/migrations/0001_x.py'],
    [
      'a computed list of replaced ones',
      { 'shop/migrations/0001_x.py': migration('[]', `    replaces = [('shop', name)]`) },
      'replaces',
    ],
    [
      'one app in two places',
      { 'a/shop/migrations/0001_x.py': migration('[]'), 'b/shop/migrations/0001_x.py': migration('[]') },
      'a/shop and b/shop',
    ],
  ])('refuses %s', async (_title, files, text) => {
    for (const [path, content] of Object.entries(files)) await write(path, content);
    await expect(read()).rejects.toMatchObject({ code: 'INVALID_PARAMETER', message: expect.stringContaining(text) });
  });
});
