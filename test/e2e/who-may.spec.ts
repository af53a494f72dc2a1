import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidV7 } from 'uuid';
import type { ApiClient } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { ServerProcess } from '../support/server-process.js';
import { type Caller, type Callers, expectedStatus, makeCallers } from '../support/who-may/callers.js';
import { findings, statusOf, traces } from '../support/who-may/findings.js';
import { ENDS_SESSIONS, type Row, TABLE } from '../support/who-may/table.js';
import { addressOf, makeWorld, NOTIFICATION_HOSTS, type World } from '../support/who-may/world.js';

const WITHOUT_FIRST_WALL = ['--import', new URL('../support/without-first-wall.mjs', import.meta.url).href];

/** Other names for what is there, with a permission each; its own test shows what they answer once they are used. */
const OF_DJANGO = '/api/backup/';

let app: AppProcess;
let world: World;
let callers: Callers;
beforeAll(async () => {
  app = await startApp({ serverFile: { notificationHosts: NOTIFICATION_HOSTS } });
  world = await makeWorld(app);
  callers = await makeCallers(app, world.ours, world.theirs);
}, 180_000);
afterAll(async () => {
  await app.stop();
  await world.drop();
});

const everybody = (): Caller[] => [...callers.nobody, ...callers.people, ...callers.keys, ...callers.foreign];
const theStranger = (): ApiClient => {
  const [{ client } = { client: app.anonymous }] = callers.foreign;
  return client;
};

/** The status of an operation for a caller: of our record for reading it, and for strangers; else of one that is not there. */
async function ask(caller: Caller, operation: string, [, , , body]: Row): Promise<number> {
  const [method = '', path = ''] = operation.split(' ');
  if (path === '/metrics') return (await fetch(`${app.baseUrl}/metrics`)).status;
  const address = addressOf(path, world, method === 'GET' || caller.isForeign ? undefined : uuidV7());
  const client = ENDS_SESSIONS.has(operation) ? await caller.anew() : caller.client;
  return statusOf(client, method, address, body);
}

describe('the table of who may do what', () => {
  it('has a row for every operation of the OpenAPI document, and for nothing else', async () => {
    const document = (await (await fetch(`${app.baseUrl}/api/docs-json`)).json()) as { paths: Record<string, object> };
    const operations = Object.entries(document.paths)
      .filter(([path]) => !path.startsWith(OF_DJANGO))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
      );
    expect(Object.keys(TABLE).sort()).toEqual(operations.sort());
  });

  it('has none for the addresses of the Django original, which are not there unless a tenant uses them', async () => {
    const document = (await (await fetch(`${app.baseUrl}/api/docs-json`)).json()) as { paths: Record<string, object> };
    const paths = Object.entries(document.paths).filter(([path]) => path.startsWith(OF_DJANGO));
    expect(paths.length).toBeGreaterThan(5);
    for (const [path, methods] of paths) {
      for (const method of Object.keys(methods)) {
        const address = `${app.baseUrl}${path.replaceAll(/\{\w+\}/g, '1')}`;
        expect([path, (await fetch(address, { method: method.toUpperCase() })).status]).toEqual([path, 404]);
      }
    }
  });

  it.each(Object.entries(TABLE))('%s', async (operation, row) => {
    const hasId = operation.includes('{');
    const answers = await Promise.all(
      everybody().map(async (caller) => {
        const expected = expectedStatus(caller, row, hasId);
        const status = await ask(caller, operation, row);
        return status === expected
          ? []
          : [`${caller.name} (${caller.role ?? 'nobody'}): ${status} instead of ${expected}`];
      }),
    );
    expect(answers.flat()).toEqual([]);
  });
});

describe('what one operation allows to some alone', () => {
  const personOf = (role: string): Caller => {
    const found = callers.people.find((caller) => caller.role === role);
    if (found === undefined) throw new Error(`There is no ${role}.`);
    return found;
  };
  const keyTo = (scope: string): Caller => {
    const found = callers.keys.find((caller) => caller.name === `a key to ${scope}`);
    if (found === undefined) throw new Error(`There is no key to ${scope}.`);
    return found;
  };
  const statuses = async (who: Caller[], method: string, address: string, body?: object): Promise<number[]> =>
    Promise.all(who.map(({ client }) => statusOf(client, method, address, body)));
  const roles = () => ['viewer', 'operator', 'approver', 'admin', 'superadmin'].map(personOf);

  it('decrypt: an admin’s, and keys with that scope', async () => {
    const address = `/backups/${world.ids.backups ?? ''}/download?decrypt=true`;
    expect(await statuses(roles(), 'GET', address)).toEqual([403, 403, 403, 200, 200]);
    const keys = ['read', 'backup', 'restore', 'download', 'decrypt', 'admin'].map(keyTo);
    expect(await statuses(keys, 'GET', address)).toEqual([403, 403, 403, 403, 200, 200]);
  });

  it.each([
    ['allowAhead', { allowAhead: true }],
    ['skipSafetyBackup', { skipSafetyBackup: true, reason: 'too broken to dump' }],
  ])('%s: an admin’s', async (_, options) => {
    const body = { confirm: 'RESTORE', ...options };
    expect(await statuses(roles(), 'POST', `/backups/${uuidV7()}/restore`, body)).toEqual([403, 403, 403, 404, 404]);
    const keys = ['restore', 'admin'].map(keyTo);
    expect(await statuses(keys, 'POST', `/backups/${uuidV7()}/restore`, body)).toEqual([403, 404]);
  });

  it('pinning and deleting many at once: an admin’s, though operators may verify many', async () => {
    const ids = [uuidV7()];
    for (const [action, expected] of [
      ['verify', [403, 200, 200, 200, 200]],
      ['pin', [403, 403, 403, 200, 200]],
      ['unpin', [403, 403, 403, 200, 200]],
      ['delete', [403, 403, 403, 200, 200]],
    ] as const) {
      expect(await statuses(roles(), 'POST', '/backups/bulk', { action, ids })).toEqual(expected);
    }
  });

  it('where the backups of all tenants go: a superadmin’s', async () => {
    const body = { backupDirectory: '/nowhere' };
    expect(await statuses(roles(), 'PUT', '/settings', body)).toEqual([403, 403, 403, 403, 400]);
    expect(await statuses([keyTo('admin')], 'PUT', '/settings', body)).toEqual([403]);
  });

  it.each(['approvalRequired', 'requireTotp'])(
    '%s, on or off: an admin’s who has signed in, and no key’s',
    async (name) => {
      const change = { [name]: true };
      expect(await statuses(roles(), 'POST', '/settings/preview', change)).toEqual([403, 403, 403, 200, 200]);
      const keys = [keyTo('admin'), keyTo('read')];
      expect(await statuses(keys, 'POST', '/settings/preview', change)).toEqual([403, 403]);
      expect(await statuses(keys, 'PUT', '/settings', change)).toEqual([403, 403]);
      expect(await statuses(keys, 'PUT', '/settings', { [name]: false })).toEqual([200, 403]); // as it is
    },
  );

  it('those who may approve: a person’s to make, whatever a key may', async () => {
    const make = (role: string) => ({ email: `${uuidV7()}@example.test`, role });
    for (const role of ['approver', 'admin']) {
      expect(await statuses([keyTo('admin')], 'POST', '/users', make(role))).toEqual([403]);
    }
    expect(await statuses([keyTo('admin')], 'POST', '/users', make('operator'))).toEqual([201]);
    expect(await statuses([personOf('admin')], 'POST', '/users', make('approver'))).toEqual([201]);
  });

  it('sources on the server of the control database: a superadmin’s', async () => {
    const body = { name: uuidV7(), database: world.connection };
    expect(await statuses(roles().slice(0, 4), 'POST', '/sources', body)).toEqual([403, 403, 403, 403]);
    expect(await statuses([personOf('superadmin')], 'POST', '/sources', body)).toEqual([201]);
  });
});

describe('another tenant', () => {
  it('finds nothing of ours behind both walls', async () => {
    expect(await findings(theStranger(), world)).toEqual([]);
  });

  it('learns nothing from how long a 404 takes', async () => {
    const { backups = '' } = world.ids;
    const times: { ours: number[]; nobodys: number[] } = { ours: [], nobodys: [] };
    for (let round = 0; round < 60; round += 1) {
      for (const [of, id] of [
        ['ours', backups],
        ['nobodys', uuidV7()],
      ] as const) {
        const startedAt = performance.now();
        await statusOf(theStranger(), 'GET', `/backups/${id}`);
        times[of].push(performance.now() - startedAt);
      }
    }
    const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length / 2] ?? 0;
    const ratio = median(times.ours) / median(times.nobodys);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('finds nothing of ours with row-level security as the only wall', async () => {
    await withoutFirstWall(app.env, async () => {
      expect(await findings(theStranger(), world)).toEqual([]);
    });
  });

  it('would be let in without either: the first wall was away, and the tests above would have noticed', async () => {
    await withoutFirstWall({ ...app.env, DATABASE_URL: app.database.superuserUrl }, async () => {
      const refused: string[] = [];
      for (const [operation, [least]] of Object.entries(TABLE)) {
        if (!/^GET .*\{/.test(operation) || least === 'anybody') continue;
        const status = await statusOf(theStranger(), 'GET', addressOf(operation.slice('GET '.length), world));
        if (status !== 200) refused.push(operation);
      }
      // A tenant, and what happened to a record, compare the tenant by themselves.
      expect(refused.filter((operation) => !/history$|^GET .tenants/.test(operation))).toEqual([]);
      expect(await traces(theStranger(), world)).not.toEqual([]);
    });
  });
});

/** The same instance, while another process answers in the place of the application. */
async function withoutFirstWall(env: Record<string, string>, work: () => Promise<void>): Promise<void> {
  await app.kill('SIGTERM');
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const other = ServerProcess.spawnProgram(process.execPath, [...WITHOUT_FIRST_WALL, 'dist/src/main.js'], { env, cwd });
  try {
    await other.printed(/^Backstitch is ready on /m);
    await work();
  } finally {
    await other.stop();
  }
}
