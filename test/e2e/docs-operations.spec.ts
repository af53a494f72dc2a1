import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ADMIN, startApp } from '../support/app-process.js';
import { commandsUnder, runShell } from '../support/documents.js';
import { JobsClient } from '../support/jobs-client.js';
import { asAdmin, createTestDatabase } from '../support/postgres-databases.js';
import { quoteIdentifier } from '../../src/platform/postgres/quoting.js';

it('the control database, dumped and brought back as docs/operations.md says, knows everything it knew', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'backstitch-control-'));
  const app = await startApp();
  const database = await createTestDatabase();
  try {
    const sourceId = await new JobsClient(app.api).addSource(database.target, { name: 'shop' });
    const backup = await new JobsClient(app.api).completedBackup(sourceId);
    const log = await new JobsClient(app.api).log(`backups/${backup.id}`);
    const [dump = '', restore = ''] = commandsUnder('docs/operations.md', 'The control database').split(
      /^(?=pg_restore)/m,
    );
    expect(await runShell(dump, { DATABASE_URL: app.database.url }, directory)).toMatchObject({ code: 0, stderr: '' });

    await app.kill('SIGTERM');
    const name = quoteIdentifier(new URL(app.database.url).pathname.slice(1));
    await asAdmin(async (admin) => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE ${name} OWNER ${name} TEMPLATE template0`);
    });
    expect(await runShell(restore, { DATABASE_URL: app.database.url }, directory)).toMatchObject({
      code: 0,
      stderr: '',
    });

    await app.restart();
    const jobs = new JobsClient(await app.anonymous.login(ADMIN.email, ADMIN.password));
    expect(await jobs.backup(backup.id)).toEqual(backup);
    expect(await jobs.log(`backups/${backup.id}`)).toEqual(log);
    expect(await jobs.verifiedBackup(backup.id, 'decoded')).toMatchObject({ status: 'completed', error: null });
  } finally {
    await app.stop();
    await database.drop();
    await rm(directory, { recursive: true });
  }
});
