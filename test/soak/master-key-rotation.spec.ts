import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { encryptSmall, generateAgeIdentity, masterRecoveryIdentity } from '../../src/platform/crypto/age-identity.js';
import { exportKeys } from '../../src/features/encryption-keys/key-export.js';
import { renewEscrows } from '../../src/features/key-rotation/escrow-renewal.js';
import { LocalStorage } from '../../src/platform/storage/drivers/local-storage.js';
import type { StorageDriver } from '../../src/platform/storage/storage-driver.js';
import { startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { JobsClient } from '../support/jobs-client.js';
import { createTestDatabase } from '../support/postgres-databases.js';
import { ServerProcess } from '../support/server-process.js';
import { queryOnce } from '../support/throwaway-database.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'backstitch-escrow-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

it('a start that is killed in the middle of a rotation has changed nothing; the next one does it', async () => {
  const database = await createTestDatabase();
  const app = await startApp();
  const gate = new Client({ connectionString: app.database.superuserUrl });
  await gate.connect();
  try {
    const jobs = new JobsClient(app.api);
    const sourceId = await jobs.addSource({ ...database.target, password: 'sealed' });
    await jobs.completedBackup(sourceId);
    const sealed = () =>
      queryOnce(
        app.database.superuserUrl,
        'SELECT "sealedPassword" FROM sources UNION ALL SELECT "sealedSecret" FROM encryption_keys ORDER BY 1',
      );
    const before = await sealed();
    await app.kill('SIGTERM');
    // Everything is sealed anew by then, and not committed.
    await gate.query(
      `CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_advisory_xact_lock(4712); RETURN NEW; END $$;
       CREATE TRIGGER gate BEFORE UPDATE ON instance FOR EACH ROW EXECUTE FUNCTION wait_at_gate();
       SELECT pg_advisory_lock(4712)`,
    );
    const keys = { MASTER_KEY: randomBytes(32).toString('base64'), MASTER_KEY_PREVIOUS: app.masterKey };
    const starting = ServerProcess.spawn('main', { ...app.env, ...keys });
    await eventually('the rotation waits at the gate', async () => {
      const { rows } = await gate.query(`SELECT 1 FROM pg_locks WHERE objid = 4712 AND NOT granted`);
      return rows.length > 0;
    });
    starting.signal('SIGKILL');
    await starting.ended();
    await gate.query('SELECT pg_advisory_unlock(4712); DROP TRIGGER gate ON instance');

    await app.restart(); // with the old key alone: nothing was changed
    expect(await sealed()).toEqual(before);
    expect(await jobs.completedBackup(sourceId)).toMatchObject({ status: 'completed' });
    Object.assign(app.env, keys);
    await app.restart();
    expect(app.process.stdout).toMatch(/The master key is a new one/);
    expect(await jobs.completedBackup(sourceId)).toMatchObject({ status: 'completed' });
  } finally {
    await gate.end();
    await app.stop();
    await database.drop();
  }
});

/** Fails at its nth operation that changes something, as a process killed there would have left it. */
function dyingAt(store: StorageDriver, operation: number): StorageDriver {
  let count = 0;
  const step = (): void => {
    count += 1;
    if (count === operation) throw new Error('killed here');
  };
  const live: StorageDriver = {
    kind: store.kind,
    put: async (...args) => {
      step();
      return store.put(...args);
    },
    remove: async (key) => {
      step();
      await store.remove(key);
    },
    get: (...args) => store.get(...args),
    stat: (key) => store.stat(key),
    list: (prefix) => store.list(prefix),
    space: () => store.space(),
    sweep: (...args) => store.sweep(...args),
  };
  return live;
}

it('the keys in a store are there at every moment, wherever their renewal is killed', async () => {
  const [old, current, tenant] = await Promise.all([
    masterRecoveryIdentity(randomBytes(32)),
    masterRecoveryIdentity(randomBytes(32)),
    generateAgeIdentity(),
  ]);
  const keys = {
    current,
    previous: old,
    recoveryRecipient: null,
    expected: [],
    known: async () => null,
    encrypt: encryptSmall,
  };
  for (let operation = 1; ; operation += 1) {
    const root = join(directory, String(operation));
    await mkdir(root);
    const store = new LocalStorage(root, null);
    await store.put(
      'keys/tenant/key.age',
      Readable.from([await encryptSmall(`${tenant.identity}\n`, [old.recipient])]),
    );
    const died = await renewEscrows(dyingAt(store, operation), keys).then(
      () => false,
      () => true,
    );
    // Whoever has both master keys has the key; with the new one alone it is had from the moment the old object goes.
    const both = await exportKeys(store, [old.identity, current.identity]);
    expect(both.exported.map(({ identity }) => identity)).toEqual([tenant.identity]);

    expect(await renewEscrows(store, keys)).toMatchObject({ unopened: [] });
    const files: string[] = [];
    for await (const { key } of store.list('keys/')) files.push(key);
    expect(files).toEqual(['keys/tenant/key.age']);
    expect((await exportKeys(store, [current.identity])).exported).toHaveLength(1);
    expect((await exportKeys(store, [old.identity])).exported).toEqual([]);
    if (!died) {
      expect(operation).toBeGreaterThan(4);
      return;
    }
  }
});
