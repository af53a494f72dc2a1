import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ERROR_CODES } from '../../src/common/error-codes.js';
import { Environment, OPTIONAL_NAMES } from '../../src/config/environment.js';
import { SECRET_VARIABLES } from '../../src/config/secret-files.js';
import { REPOSITORY } from '../support/documents.js';

/** The operations guide has every code, command and variable that there is, and no code that is not. */
const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');

describe('docs/operations/error-codes.md', () => {
  const rows = [...read('docs/operations/error-codes.md').matchAll(/^\| `([A-Z_]+)` +\| (\d{3})?/gm)];

  it('has every code once', () => {
    expect(rows.map(([, code]) => code).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });

  it('says the status that an answer has', () => {
    const statuses: Record<string, { status: number }> = ERROR_CODES;
    const told = rows.filter(([, , status]) => status !== undefined);
    expect(told.length).toBeGreaterThan(15);
    for (const [, code = '', status] of told) expect([code, String(statuses[code]?.status)]).toEqual([code, status]);
  });
});

it('docs/operations/commands.md has every command', () => {
  const page = read('docs/operations/commands.md');
  const [table = ''] = /const COMMANDS[^]*?\n\};/.exec(read('src/cli.ts')) ?? [];
  const commands = [...table.matchAll(/^ {2}'([a-z:]+)'/gm)].map(([, name = '']) => name);
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((name) => !page.includes(`npm run ${name}\``))).toEqual([]);
});

describe('variables of the environment', () => {
  /** Of Node, npm or the system: not ours to explain. */
  const OF_OTHERS = new Set(['PATH', 'HOME', 'NODE_ENV', 'NO_COLOR', 'INIT_CWD', 'LANG', 'USER', 'TMPDIR']);
  const guide = [
    'docs/operations.md',
    ...readdirSync(join(REPOSITORY, 'docs/operations')).map((name) => `docs/operations/${name}`),
  ]
    .map(read)
    .join('');

  /** Names of variables that programs read: `process.env.NAME`, `variables.NAME`, `given(…, 'NAME')`. */
  function readBy(folder: string, ending: string): string[] {
    return readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending) && !/\.spec\.|(^|\/)(soak|demo|bench)\/|test/.test(name))
      .flatMap((name) => [
        ...read(join(folder, name)).matchAll(/\b(?:env|variables)\.([A-Z][A-Z0-9_]+)\b|given\([^)]*'([A-Z_]+)'\)/g),
      ])
      .map(([, name, other]) => name ?? other ?? '');
  }

  it('that a process or a command reads are all in the guide', () => {
    const names = new Set([
      ...[...Object.keys(new Environment()), ...OPTIONAL_NAMES],
      ...[...readBy('src', '.ts'), ...readBy('scripts', '.mjs')],
    ]);
    expect(names.size).toBeGreaterThan(20);
    expect([...names].filter((name) => !OF_OTHERS.has(name) && !guide.includes(`\`${name}\``))).toEqual([]);
  });

  it('that may be named by files are all in the guide', () => {
    const page = read('docs/operations/set-up.md');
    expect(SECRET_VARIABLES.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`${name}_FILE`))).toEqual(
      [],
    );
  });
});
