import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { commandsUnder, fillIn, REPOSITORY, runShell } from '../support/documents.js';
import { dropKeptDatabases } from '../support/kept-databases.js';
import { asAdmin, createTestDatabase, type TestDatabase, uniqueName } from '../support/postgres-databases.js';

/** The pages of docs/tasks, and the check of a signature in docs/archive-format.md, run as they stand there. */
const COPY = uniqueName('copy');
let code: string;
let app: AppProcess;
let database: TestDatabase;
let said: string;

beforeAll(async () => {
  code = await mkdtemp(join(tmpdir(), 'backstitch-docs-'));
  await mkdir(join(code, 'migrations'));
  app = await startApp({ serverFile: { codeRoots: [code] } });
  database = await createTestDatabase();
  await sql(
    database.target,
    `CREATE TABLE migrations (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL);
     INSERT INTO migrations ("timestamp", name) VALUES (1700000000000, 'First1700000000000');
     CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item SELECT generate_series(1, 100)`,
  );
  await writeMigration('First', 1_700_000_000_000, '');
  const { host, port, user, database: name } = database.target;
  const [readme = ''] = commandsUnder('README.md', 'A first backup').split(/^source=/m);
  const place = {
    '"host": "127.0.0.1", "port": 5432': `"host": "${host}", "port": ${port}`,
    '"database": "shop", "user": "shop_owner", "password": "SECRET"': `"database": "${name}", "user": "${user}"`,
  };
  await writeMigration('AddPrice', 1_700_000_000_001, 'ALTER TABLE item ADD price int NOT NULL DEFAULT 7');
  const result = await runShell(
    [
      fillIn(readme, {
        'http://127.0.0.1:8000': app.baseUrl,
        'admin@localhost': ADMIN.email,
        PASSWORD: ADMIN.password,
      }),
      'echo "== back up"',
      fillIn(commandsUnder('docs/tasks/back-up.md', 'Back up a database'), place),
      'echo "== API keys"',
      commandsUnder('docs/tasks/use-api-keys.md', 'Let a program call'),
      'echo "== people"',
      commandsUnder('docs/tasks/people-and-tenants.md', 'Let somebody sign in'),
      commandsUnder('docs/tasks/people-and-tenants.md', 'Change, keep out, delete'),
      'echo "== tenants"',
      commandsUnder('docs/tasks/people-and-tenants.md', 'Make a tenant'),
      commandsUnder('docs/tasks/people-and-tenants.md', 'Suspend a tenant'),
      'echo "== schedule"',
      commandsUnder('docs/tasks/schedule-backups.md', 'Schedule backups'),
      'echo "== verify"',
      commandsUnder('docs/tasks/verify.md', 'Verify a backup'),
      'echo "== compare"',
      commandsUnder('docs/tasks/compare-backups.md', 'Compare two backups'),
      'echo "== estimate"',
      commandsUnder('docs/tasks/estimate-a-backup.md', 'Estimate a backup'),
      'echo "== give away"',
      fillIn(commandsUnder('docs/tasks/share-a-backup.md', 'Give a backup away'), {
        'backup.dump.zst.age': '/dev/null -w "%{http_code}\\n"',
      }),
      'echo "== import"',
      `pg_dump -Fc -f ${join(code, 'shop.dump')}`,
      fillIn(commandsUnder('docs/tasks/import-a-dump.md', 'Import a dump'), { 'shop.dump': join(code, 'shop.dump') }),
      // docs/tasks/add-a-migration-runner.md
      `call -X PATCH $api/sources/$orders -d '${sourceOfThePage()}' > /dev/null`,
      'echo "== drill"',
      commandsUnder('docs/drills.md', 'Run a drill'),
      'echo "== restore"',
      commandsUnder('docs/tasks/restore.md', 'Restore a backup'),
      `psql -Atc 'SELECT sum(price) FROM item'`,
      'echo "== roll back"',
      commandsUnder('docs/tasks/roll-back.md', 'Roll a restore back'),
      'echo "== new database"',
      fillIn(commandsUnder('docs/tasks/restore-into-a-new-database.md', 'Restore into a new database'), {
        shop_before_the_sale: COPY,
      }),
      `psql -d ${COPY} -Atc 'SELECT count(*) FROM item'`,
      'echo "== in place"',
      commandsUnder('docs/tasks/restore-in-place.md', 'Restore in place'),
      'echo "== signature"',
      fillIn(commandsUnder('docs/archive-format.md', 'The signature'), {
        MANIFEST: `"$BACKUP_DIR"/*/*/*/manifest.json`,
      }),
    ].join('\n'),
    { PGHOST: host, PGPORT: String(port), PGUSER: user, PGDATABASE: name, BACKUP_DIR: app.backupDir },
  );
  if (result.code !== 0 || result.stderr !== '') throw new Error(`Ended with ${String(result.code)}\n${result.stderr}`);
  said = result.stdout;
}, 300_000);
afterAll(async () => {
  await dropKeptDatabases(app.api);
  await app.stop();
  await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${COPY}`));
  await database.drop();
  await rm(code, { recursive: true });
});

async function writeMigration(name: string, timestamp: number, statement: string): Promise<void> {
  await writeFile(
    join(code, 'migrations', `${timestamp}-${name}.ts`),
    `import type { MigrationInterface, QueryRunner } from 'typeorm';
export class ${name}${timestamp} implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(${JSON.stringify(statement === '' ? 'SELECT 1' : statement)});
  }
  async down(): Promise<void> {}
}
`,
  );
}

/** The body that the page gives for TypeORM, with our folder for its example's. */
function sourceOfThePage(): string {
  const page = readPage('docs/tasks/add-a-migration-runner.md');
  const [body] = /\{ "migrations": \{ "framework": "typeorm".*\}/.exec(page) ?? [];
  if (body === undefined) throw new Error('The page has no source for TypeORM.');
  return fillIn(body, { '/srv/shop/migrations': join(code, 'migrations') });
}

function readPage(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8');
}

/** Names of all properties, but those of maps whose keys are names of the source's own. */
function fieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    `"${name}"`,
    ...(['tableCounts', 'countConditions'].includes(name) ? [] : fieldsOf(inner)),
  ]);
}

function part(name: string): string {
  return said.split(`== ${name}\n`)[1]?.split(/^== /m)[0] ?? '';
}

describe('the pages of tasks', () => {
  it('back up: the source is tried, backed up, and looked at', () => {
    expect(part('back up')).toMatch(/: /);
    expect(part('back up')).toMatch(/^completed\n\{ 'public.item': 100, 'public.migrations': 1 \}\n$/m);
  });

  it('let a program call: a key is made, used, looked at and revoked', () => {
    expect(part('API keys')).toBe('1\nnightly job of the shop active\nrevoked\n');
  });

  it('import a dump: a file becomes a backup that nobody vouches for', () => {
    expect(part('import')).toMatch(/^The import begins\.\n[^]*\ncompleted\n$/);
  });

  it('people and tenants: somebody comes and goes, a tenant is made and suspended', () => {
    expect(part('people')).toBe('true\nviewer\n0\n0\n');
    expect(part('tenants')).toBe('0\n20\nsuspended\nactive\n');
  });

  it('schedule backups: five times are said, one is run now, and all are stopped', () => {
    expect(part('schedule')).toMatch(/^(\d{4}-\d\d-\d\dT0[12]:00:00.000Z\n){5}request completed\nfalse\n$/);
  });

  it('verify: the proof is there', () => {
    expect(part('verify').match(/^decoded \d{4}-/gm)).toHaveLength(2);
  });

  it('compare, estimate, give away: nothing changed, it takes seconds, and the link works', () => {
    expect(part('compare')).toBe('{ added: [], removed: [], changed: [] }\n');
    expect(Number(part('estimate'))).toBeGreaterThan(0);
    expect(part('give away')).toBe('200\n');
  });

  it('drill: restored, migrated, measured', () => {
    expect(part('drill')).toMatch(/^checksum completed [^]*^migrating completed [\d.]+ s\n[^]*^[\d.]+\n$/m);
  });

  it('add a migration runner and restore: planned, brought forward, swapped, reported', () => {
    expect(part('restore')).toMatch(/^behind\n\[ 'AddPrice1700000000001' \]\n/);
    expect(part('restore')).toMatch(/Swapped\.[^]*^101\nbst_before_[0-9a-f]{12}\n700\n$/m);
  });

  it('roll back: the old database is live again, and what was replaced stays longer', () => {
    expect(part('roll back')).toMatch(/^rolled_back\n2030-01-01T00:00:00.000Z\n$/m);
  });
});

describe('the pages of other strategies', () => {
  it('new database: planned, restored beside everything else', () => {
    expect(part('new database')).toMatch(
      /^\[\]\n[^]*^The restored database is called [^]*^Restore #\d+ is completed: [^]*^100\n$/m,
    );
  });

  it('in place: planned with its warnings, replaced, and back by the safety backup', () => {
    const said = part('in place');
    expect(said).toMatch(/^\[\]\n/);
    expect(said).toContain('run on the live database, after the restore is committed');
    expect(said.match(/Committed\. Clients waited \d+ ms\./g)).toHaveLength(2);
  });
});

describe('the archive format', () => {
  it('has a check of the signature that works without us, and notices a changed letter', async () => {
    expect(part('signature')).toMatch(/^signed by MCowBQYDK2VwAyEA/);
    const manifest = join(code, 'manifest.json');
    const copy = await runShell(`cat "$BACKUP_DIR"/*/*/*/manifest.json | head -c 100000`, {
      BACKUP_DIR: app.backupDir,
    });
    const [first = ''] = copy.stdout.split(/(?<=^\})$/m);
    await writeFile(manifest, first.replace('"public.item": 100', '"public.item": 101'));
    const check = fillIn(commandsUnder('docs/archive-format.md', 'The signature'), { MANIFEST: manifest });
    expect((await runShell(check, {})).stdout).toMatch(/^NOT signed by/);
  });

  it('describes every field that a real manifest has', async () => {
    const { stdout } = await runShell(`cat "$(ls "$BACKUP_DIR"/*/*/*/manifest.json | head -n 1)"`, {
      BACKUP_DIR: app.backupDir,
    });
    const page = readPage('docs/archive-format.md');
    const missing = fieldsOf(JSON.parse(stdout)).filter((field) => !page.includes(field));
    expect(missing).toEqual([]);
  });
});
