import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Environment } from '../../src/config/environment.js';
import { ERROR_CODES } from '../../src/common/error-codes.js';
import { REPOSITORY } from '../support/documents.js';

/** What documents say of the repository is so. */
const DOCUMENTS = ['.', 'docs', 'changes', 'examples'].flatMap((folder) =>
  readdirSync(join(REPOSITORY, folder), { recursive: folder !== '.', encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .map((name) => join(folder, name)),
);

const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const withoutCode = (text: string): string => text.replaceAll(/^ *```[^]*?^ *```$/gm, '');

/** As GitHub makes them. */
function anchorsOf(path: string): string[] {
  return [...withoutCode(read(path)).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
}

function brokenLinks(document: string): string[] {
  return [...withoutCode(read(document)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? document : relative(REPOSITORY, join(REPOSITORY, dirname(document), path));
      if (!existsSync(join(REPOSITORY, file))) return true;
      return anchor !== undefined && !anchorsOf(file).includes(anchor);
    });
}

describe.each(DOCUMENTS)('%s', (document) => {
  it('links to what exists', () => {
    expect(brokenLinks(document)).toEqual([]);
  });

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [
      ...read(document).matchAll(/npm (?:run (?:--silent )?)?(start|test|(?<=run (?:--silent )?)[a-z]+(?::[a-z]+)*)/g),
    ];
    expect(named.map(([, name = '']) => name).filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names files of the repository that exist', () => {
    const named = [...read(document).matchAll(/`((?:src|test|scripts|migrations|docker|docs)\/[\w./-]+)`/g)];
    expect(named.map(([, path = '']) => path).filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
  });
});

describe('what is documented as complete, is', () => {
  it('every wall, with its reason', () => {
    const { forbidden } = createRequire(import.meta.url)(join(REPOSITORY, '.dependency-cruiser.cjs')) as {
      forbidden: { name: string }[];
    };
    const [table = ''] = read('docs/architecture.md').split('## The walls\n')[1]?.split('\n## ') ?? [];
    const documented = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
    expect(documented).toEqual(forbidden.map(({ name }) => name));
  });

  it('every setting of a process', () => {
    const page = read('docs/operations.md');
    const [table = ''] = page.split('## Settings\n')[1]?.split('\n## ') ?? [];
    const documented = [...table.matchAll(/^\| (`[^|]+`) +\|/gm)]
      .flatMap(([, names = '']) => [...names.matchAll(/`(\w+)`/g)])
      .map(([, name]) => name);
    expect(documented.sort()).toEqual(settingNames().sort());
  });

  it('every decision, in the list of decisions', () => {
    const files = readdirSync(join(REPOSITORY, 'docs/decisions')).filter((name) => /^\d{4}-/.test(name));
    const listed = [...read('docs/decisions/README.md').matchAll(/\((\d{4}-[^)]+)\)/g)].map(([, name]) => name);
    expect(listed).toEqual(files.sort());
  });

  it('every code of an error that a document names is a code', () => {
    const codes = new Set<string>([...Object.keys(ERROR_CODES), ...findingCodes()]);
    const named = DOCUMENTS.flatMap((document) =>
      [...read(document).matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = '']) => name),
    ).filter((name) => !settingNames().includes(name));
    expect(named.filter((name) => !codes.has(name) && !NOT_CODES.has(name))).toEqual([]);
  });
});

/** What is written in capitals and no code. */
const NOT_CODES = new Set([
  'MASTER_KEY_FILE',
  'ALLOW_CONNECTIONS',
  'NODE_EXTRA_CA_CERTS',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_SERVICE_NAME',
  'OTEL_TRACES_SAMPLER',
]);

/** What a plan finds, and what a backup or a drill warns of: codes of their own, named by the types that hold them. */
function findingCodes(): string[] {
  const files = [
    'src/platform/postgres/swap-finding.ts',
    'src/platform/postgres/dump-omissions.ts',
    'src/features/backups/artifact-packings.ts',
    'src/features/drills/drill-work.ts',
  ].map(read);
  return files.flatMap((source) => [...source.matchAll(/[|:]\s+'([A-Z_]+)'/g)].map(([, code = '']) => code));
}

/** All that a process reads: those with a default or required, and those that may be absent. */
function settingNames(): string[] {
  const source = read('src/config/environment.ts');
  const declared = [...source.matchAll(/^ {2}([A-Z][A-Z_]+)(?:\?: string|: LogLevel)?(?: =|;)/gm)].map(
    ([, name = '']) => name,
  );
  // The pattern finds at least what an instance has by itself.
  expect(declared).toEqual(expect.arrayContaining(Object.keys(new Environment())));
  return declared;
}
