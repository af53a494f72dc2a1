import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AgeIdentity, generateAgeIdentity } from '../../src/platform/crypto/age-identity.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { type DatabaseState, readState } from '../support/database-state.js';
import { commandsUnder, fillIn, REPOSITORY, runShell, type ShellResult } from '../support/documents.js';
import { JobsClient } from '../support/jobs-client.js';
import {
  asAdmin,
  createTestDatabase,
  type TestDatabase,
  testServer,
  uniqueName,
} from '../support/postgres-databases.js';
import { createRichSchema } from '../support/rich-schema.js';

/** The control database is gone; what a person then does stands in docs/recovery.md and README.md, and is run as it stands there. */
let app: AppProcess;
let source: TestDatabase;
let recovery: AgeIdentity;
let before: DatabaseState;
/** What is left: a copy of the store and of the key file, on another machine. */
let rescue: string;
let artifact: string;
/** Of a backup that was made before RECOVERY_RECIPIENT was set. */
let earlierArtifact: string;
const made: string[] = [];

beforeAll(async () => {
  source = await createTestDatabase();
  const db = await source.open();
  await createRichSchema(db);
  await db.end();
  before = await readState(source.target);
  recovery = await generateAgeIdentity();
  app = await startApp();
  const jobs = new JobsClient(app.api);
  const sourceId = await jobs.addSource(source.target, { name: 'shop' });
  const earlier = await jobs.completedBackup(sourceId);
  app.env.RECOVERY_RECIPIENT = recovery.recipient;
  await app.restart();
  const backup = await jobs.completedBackup(sourceId);
  await app.kill('SIGTERM');
  await app.database.drop();

  rescue = await mkdtemp(join(tmpdir(), 'backstitch-rescue-'));
  await cp(app.backupDir, join(rescue, 'backups'), { recursive: true });
  await writeFile(join(rescue, 'master-key'), `${app.masterKey}\n`, { mode: 0o600 });
  await writeFile(join(rescue, 'recovery-identity.txt'), `# kept offline\n${recovery.identity}\n`, { mode: 0o600 });
  artifact = await pathOf(backup.artifacts[0]?.fileName);
  earlierArtifact = await pathOf(earlier.artifacts[0]?.fileName);
});
afterAll(async () => {
  await app.stop();
  await source.drop();
  for (const name of made) await asAdmin((admin) => admin.query(`DROP DATABASE IF EXISTS ${name}`));
  await rm(rescue, { recursive: true });
});

async function pathOf(fileName: string | undefined): Promise<string> {
  const files = await readdir(join(rescue, 'backups'), { recursive: true });
  const found = files.find((file) => fileName !== undefined && file.endsWith(`/${fileName}`));
  if (found === undefined) throw new Error(`${fileName ?? 'the artifact'} is not in the store: ${files.join(', ')}`);
  return found;
}

function newDatabase(): string {
  const name = uniqueName('bst_rescued');
  made.push(name);
  return name;
}

/** As somebody does who has PostgreSQL, age and zstd, and none of our variables but those given. */
async function run(commands: string, env: Record<string, string> = {}, cwd = rescue): Promise<ShellResult> {
  const { host, port, user } = testServer();
  const result = await runShell(commands, { PGHOST: host, PGPORT: String(port), PGUSER: user, ...env }, cwd);
  if (result.code !== 0) throw new Error(`Ended with ${String(result.code)}.\n${commands}\n${result.stderr}`);
  return result;
}

async function stateOf(database: string): Promise<DatabaseState> {
  return readState({ ...testServer(), database });
}

describe('the control database is lost', () => {
  it('each backup in the store says what it is', async () => {
    const commands = commandsUnder('docs/recovery.md', 'Which backup is which');
    const { stdout } = await run(commands);
    expect(stdout).toContain(artifact.split('/').at(-1));
    expect(stdout.match(/"sourceName": "shop"/g)).toHaveLength(2);
  });

  it('the master key that npm start made brings back every row and definition', async () => {
    const database = newDatabase();
    const commands = fillIn(commandsUnder('docs/recovery.md', 'With the master key'), {
      'store=backups ': `store='${join(rescue, 'backups')}' `,
      'TENANT/SOURCE/TIME_ID/NAME.dump.zst.age': artifact,
      'keys.txt': join(rescue, 'keys.txt'),
      NEW_DATABASE: database,
    });
    await run(commands, { BACKSTITCH_HOME: rescue }, REPOSITORY);
    expect(await stateOf(database)).toEqual(before);
  });

  it('the commands of the README do, with MASTER_KEY from the environment', async () => {
    const database = newDatabase();
    const commands = fillIn(commandsUnder('README.md', 'Recovery without us'), {
      'backups/TENANT/SOURCE/TIME_ID/NAME.dump.zst.age': join(rescue, 'backups', artifact),
      'keys.txt': join(rescue, 'readme-keys.txt'),
      NEW_DATABASE: database,
    });
    const env = { MASTER_KEY: app.masterKey, BACKUP_DIR: join(rescue, 'backups'), BACKSTITCH_HOME: '/nonexistent' };
    await run(commands, env, REPOSITORY);
    expect(await stateOf(database)).toEqual(before);
    expect(await readFile(join(rescue, 'readme-keys.txt'), 'utf8')).toMatch(
      /^# tenant [0-9a-f-]{36} key [0-9a-f-]{36}\nAGE-SECRET-KEY-1[A-Z0-9]{58}\n$/,
    );
  });

  it('the recovery identity alone does, without a master key and without us', async () => {
    const database = newDatabase();
    const commands = fillIn(commandsUnder('docs/recovery.md', 'With the recovery identity alone'), {
      'TENANT/SOURCE/TIME_ID/NAME.dump.zst.age': artifact,
      NEW_DATABASE: database,
    });
    await run(commands);
    expect(await stateOf(database)).toEqual(before);
  });

  it('the recovery identity opens the keys of backups that are older than the recipient', async () => {
    await expect(run(`age -d -i recovery-identity.txt backups/${earlierArtifact} > /dev/null`)).rejects.toThrow(
      /no identity matched/,
    );
    const database = newDatabase();
    const commands = fillIn(commandsUnder('docs/recovery.md', 'Backups that are older than the recipient'), {
      'TENANT/SOURCE/TIME_ID/NAME.dump.zst.age': earlierArtifact,
      NEW_DATABASE: database,
    });
    await run(commands);
    expect(await stateOf(database)).toEqual(before);
  });

  it('keys:export says what is wrong with the wrong master key, and writes nothing', async () => {
    const wrong = Buffer.alloc(32, 1).toString('base64');
    const result = await runShell(
      `npm run --silent keys:export -- --store '${join(rescue, 'backups')}' --output '${join(rescue, 'none.txt')}'`,
      { MASTER_KEY: wrong },
    );
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/None of the 1 keys .* was opened by the master key \(MASTER_KEY\)/);
    expect(result.stderr).not.toContain(wrong);
    await expect(stat(join(rescue, 'none.txt'))).rejects.toThrow(/ENOENT/);
  });

  it('keys:export ends with 2 for what it does not understand', async () => {
    expect(await runShell('npm run --silent keys:export -- --tennant x', {})).toMatchObject({ code: 2, stdout: '' });
  });

  it('keys:export tells who forgot --silent that npm has spoilt the file', async () => {
    const store = join(rescue, 'backups');
    const file = join(rescue, 'spoilt.txt');
    const env = { MASTER_KEY: app.masterKey };
    const { code, stderr } = await runShell(`npm run keys:export -- --store '${store}' > '${file}'`, env);
    expect(code).toBe(0);
    expect(stderr).toMatch(/npm run --silent keys:export/);
    const { stderr: quiet } = await runShell(`npm run --silent keys:export -- --store '${store}' > '${file}'`, env);
    expect(quiet).toBe('');
  });
});
