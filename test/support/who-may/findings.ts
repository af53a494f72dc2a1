import { v7 as uuidV7 } from 'uuid';
import type { ApiClient } from '../api-client.js';
import { HAVE_SOMETHING, TABLE } from './table.js';
import { addressOf, SOURCE_NAME, type World } from './world.js';

export async function statusOf(client: ApiClient, method: string, address: string, body?: object): Promise<number> {
  const response = await client.raw(address, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  await textOf(response);
  return response.status;
}

/** Of what goes on without end, what it begins with. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response.text();
  for await (const chunk of response.body ?? []) return new TextDecoder().decode(chunk as Uint8Array);
  return '';
}

/** Every way that a stranger has to one of our records. Answers what went wrong. */
export async function findings(stranger: ApiClient, world: World): Promise<string[]> {
  const found: string[] = [];
  for (const [operation, [least, , , body]] of Object.entries(TABLE)) {
    const [method = '', path = ''] = operation.split(' ');
    if (!path.includes('{') || least === 'superadmin' || least === 'anybody') continue;
    const status = await statusOf(stranger, method, addressOf(path, world), body);
    if (status !== 404) found.push(`${operation}: ${status}`);
  }
  for (const [what, wanted, asked] of await namings(stranger, world)) {
    if (JSON.stringify(asked) !== JSON.stringify(wanted)) found.push(`${what}: ${JSON.stringify(asked)}`);
  }
  return [...found, ...(await traces(stranger, world))];
}

/** Our records, named in the body or the query of what is the stranger's own: as if they did not exist. */
async function namings(stranger: ApiClient, world: World): Promise<[string, unknown, unknown][]> {
  const { sources = '', backups = '', restores = '' } = world.ids;
  const nobody = uuidV7();
  const compare = async (
    what: string,
    of: (id: string) => Promise<unknown>,
    id: string,
  ): Promise<[string, unknown, unknown]> => {
    // What the answer names is the id that was asked for, and nothing else.
    const plain = async (asked: string): Promise<unknown> =>
      JSON.parse(JSON.stringify(await of(asked)).replaceAll(asked, 'ID')) as unknown;
    return [what, await plain(nobody), await plain(id)];
  };
  const post = (path: string, body: (id: string) => object) => async (id: string) => {
    const { status, body: answer } = await stranger.post<{
      detail?: string;
      errors?: object;
      refused?: object;
      done?: object;
    }>(path, body(id));
    return { status, detail: answer.detail, errors: answer.errors, refused: answer.refused, done: answer.done };
  };
  const list = (path: (id: string) => string) => async (id: string) => (await stranger.get(path(id))).body;
  return [
    await compare(
      'a backup of our source',
      post('/backups', (sourceId) => ({ sourceId })),
      sources,
    ),
    await compare(
      'a schedule of our source',
      post('/schedules', (sourceId) => ({ sourceId, action: 'backup', cron: '0 3 1 1 *' })),
      sources,
    ),
    await compare(
      'a drill of our backup',
      post('/drills', (backupId) => ({ backupId })),
      backups,
    ),
    await compare(
      'a drill of our source',
      post('/drills', (sourceId) => ({ sourceId })),
      sources,
    ),
    await compare(
      'a channel for our source',
      post('/notification-channels', (id) => ({
        name: 'x',
        kind: 'email',
        email: { to: ['a@example.test'] },
        sourceIds: [id],
      })),
      sources,
    ),
    await compare(
      'many of ours',
      post('/backups/bulk', (id) => ({ action: 'pin', ids: [id] })),
      backups,
    ),
    await compare(
      'backups of our source',
      list((id) => `/backups?sourceId=${id}`),
      sources,
    ),
    await compare(
      'our backup in the list',
      list((id) => `/backups?ids=${id}`),
      backups,
    ),
    await compare(
      'our restore in the list',
      list((id) => `/restores?ids=${id}`),
      restores,
    ),
    await compare(
      'restores of our source',
      list((id) => `/restores?sourceId=${id}`),
      sources,
    ),
    await compare(
      'drills of our source',
      list((id) => `/drills?sourceId=${id}`),
      sources,
    ),
    await compare(
      'schedules of our source',
      list((id) => `/schedules?sourceId=${id}`),
      sources,
    ),
  ];
}

/** Lists, counts and sums: nothing of ours is in any of them. */
export async function traces(stranger: ApiClient, world: World): Promise<string[]> {
  const found: string[] = [];
  const ids = [...Object.values(world.ids), world.ours];
  for (const [operation, [least]] of Object.entries(TABLE)) {
    const [method = '', path = ''] = operation.split(' ');
    if (method !== 'GET' || path.includes('{') || least === 'superadmin' || least === 'anybody') continue;
    const text = await textOf(await stranger.raw(path));
    // The trail of the stranger has the addresses that were refused to it, with the ids that it asked for.
    const secrets = path.startsWith('/audit-events') ? [SOURCE_NAME] : [...ids, SOURCE_NAME];
    found.push(...secrets.filter((secret) => text.includes(secret)).map((secret) => `${operation} tells of ${secret}`));
    const [, total = '0'] = /,"total":(\d+),"page":/.exec(text) ?? [];
    if (!HAVE_SOMETHING.has(path) && total !== '0') found.push(`${operation} counts ${total}`);
  }
  return found;
}
