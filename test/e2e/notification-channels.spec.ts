import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient, ProblemBody } from '../support/api-client.js';
import { ADMIN, type AppProcess, startApp } from '../support/app-process.js';
import { commandsUnder, fillIn, REPOSITORY, runShell } from '../support/documents.js';
import { eventually } from '../support/eventually.js';
import { expectStatus, JobsClient } from '../support/jobs-client.js';
import { type MailServer, startMailServer } from '../support/mail-server.js';
import {
  addChannel,
  type ChannelRecord,
  channelOf,
  deliveriesOf,
  happen,
  type WebhookBody,
} from '../support/notifications.js';
import { addPerson, addTenant } from '../support/people.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import { queryOnce } from '../support/throwaway-database.js';

const SECRET_PATH = '/services/T0000000/B0000000/averysecrettoken';

let app: AppProcess;
let api: ApiClient;
let receiver: Receiver;
let mail: MailServer;
beforeAll(async () => {
  receiver = await startReceiver();
  mail = await startMailServer({ disabledCommands: ['STARTTLS'] });
  app = await startApp({
    serverFile: { notificationHosts: ['127.0.0.1'] },
    env: { SMTP_URL: `smtp://127.0.0.1:${mail.port}`, PUBLIC_URL: 'https://backup.example.com' },
  });
  api = app.api;
});
afterAll(async () => {
  await app.stop();
  await receiver.stop();
  await mail.stop();
});
beforeEach(() => {
  receiver.received.length = 0;
  mail.mails.length = 0;
});
/** What one test set up tells nobody in the next. */
afterEach(async () => {
  await queryOnce(app.database.superuserUrl, 'DELETE FROM notification_channels');
});

const at = (path: string): string => `${receiver.url}${path}`;
const refusal = async (body: object): Promise<string> => {
  const answer = await api.post<ProblemBody>('/notification-channels', { name: 'refused', ...body });
  return `${answer.status} ${answer.body.code} ${answer.body.errors?.[0]?.field ?? ''}`;
};

describe('what happens to a real backup', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('is told to every kind of channel, each in its own form, with a signature that can be checked', async () => {
    const events = ['failed', 'succeeded'];
    await addChannel(api, { kind: 'email', events, email: { to: ['ops@example.com'] }, timeZone: 'Asia/Kolkata' });
    for (const kind of ['slack', 'discord', 'teams']) await addChannel(api, { kind, events, url: at(`/${kind}`) });
    const { secret = '' } = await addChannel(api, { kind: 'webhook', events, url: at('/webhook') });
    const jobs = new JobsClient(api);
    const sourceId = await jobs.addSource(database.target, { name: 'shop <!channel> @everyone' });
    const backup = await jobs.completedBackup(sourceId);
    await api.patch(`/sources/${sourceId}`, { database: { database: 'no such database' } });
    expect((await jobs.endedBackup(sourceId)).status).toBe('failed');
    await eventually('both are told five times', async () => receiver.received.length === 8 && mail.mails.length === 2);

    const [completed, failed] = mail.mails.map(({ raw }) => raw.replaceAll('=\r\n', ''));
    expect(completed).toContain('Subject: [Backstitch] Backup of shop <!channel> @everyone completed');
    expect(completed).toContain(`https://backup.example.com/admin/backups/${backup.id}/show`);
    expect(completed).toMatch(/GMT\+5:30/);
    expect(completed).toContain('shop &lt;!channel&gt; @everyone');
    expect(failed).toMatch(/^X-Priority: 1/im);
    expect(failed).toMatch(/Error: +[A-Z_]+/);
    expect(failed).toMatch(/Newest good backup: +20/);

    const of = (path: string) => receiver.received.filter((message) => message.path === path);
    expect(of('/slack').map(({ text }) => /<!|@everyone/.test(text))).toEqual([false, false]);
    expect(of('/discord')[0]?.body).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(of('/teams')[0]?.body).toMatchObject({ attachments: [{ content: { type: 'AdaptiveCard' } }] });
    const isGenuine = await checkOfThePage();
    for (const { headers, text, body } of of('/webhook')) {
      expect(isGenuine(headers, text, secret)).toBe(true);
      expect(isGenuine(headers, text.replace('shop', 'shoq'), secret)).toBe(false);
      expect(isGenuine({ ...headers, 'webhook-id': 'another' }, text, secret)).toBe(false);
      expect(isGenuine({ ...headers, 'webhook-timestamp': '1700000000' }, text, secret)).toBe(false);
      expect((body as WebhookBody).id).toBe(headers['webhook-id']);
    }
    expect(of('/webhook').map(({ body }) => (body as WebhookBody).events?.[0]?.kind)).toEqual([
      'backup.completed',
      'backup.failed',
    ]);
  });

  type Check = (headers: object, body: string, secret: string) => boolean;
  /** As it stands on the page for whoever writes a receiver. */
  async function checkOfThePage(): Promise<Check> {
    const page = readFileSync(join(REPOSITORY, 'docs/tasks/be-told.md'), 'utf8');
    const [, code = ''] = /```js\n([^]*?)```/.exec(page) ?? [];
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { isGenuine: Check };
    return module.isGenuine;
  }
});

describe('a channel', () => {
  it('never gives its secrets away: not in answers, lists, the trail, the log or the database', async () => {
    const email = {
      to: ['ops@example.com'],
      smtp: { host: '127.0.0.1', port: mail.port, tls: 'none', user: 'u', password: 'mail-password', from: 'a@b.c' },
    };
    const hook = await addChannel(api, { kind: 'webhook', url: at(SECRET_PATH) });
    const own = await addChannel(api, { kind: 'email', email });
    expect(hook.url).toBe(`${receiver.url}/…oken`);
    const { secret = '' } = hook;
    const shown = JSON.stringify([
      { ...hook, secret: undefined },
      own,
      await api.get('/notification-channels'),
      await api.patch(`/notification-channels/${own.id}`, { name: 'renamed' }),
      await api.post(`/notification-channels/${hook.id}/test`),
      await queryOnce(app.database.superuserUrl, 'SELECT * FROM notification_channels'),
      await queryOnce(app.database.superuserUrl, `SELECT * FROM audit_events`),
      app.process.stderr,
    ]);
    for (const word of ['averysecret', 'mail-password', secret]) expect(shown).not.toContain(word);
    expect(shown).toContain('notification_channel.create');
    const renewed = await api.patch<ChannelRecord>(`/notification-channels/${hook.id}`, { newSecret: true });
    expect(renewed.body.secret).toMatch(/^whsec_/);
    expect(renewed.body.secret).not.toBe(secret);
  });

  it('needs its password again where it goes elsewhere', async () => {
    const smtp = { host: '127.0.0.1', port: mail.port, tls: 'none', user: 'u', from: 'a@b.c' };
    const { id } = await addChannel(api, { kind: 'email', email: { to: ['x@y.z'], smtp: { ...smtp, password: 'p' } } });
    const patch = (change: object) =>
      api.patch<ProblemBody>(`/notification-channels/${id}`, {
        email: { to: ['x@y.z'], smtp: { ...smtp, ...change } },
      });
    expect((await patch({})).status).toBe(200);
    expect((await patch({ port: 1 })).body.errors?.[0]?.field).toBe('email.smtp.password');
  });

  it.each([
    [{ kind: 'slack', url: 'https://10.0.0.1/x' }, '400 INVALID_PARAMETER url'],
    [{ kind: 'slack', url: 'https://169.254.169.254/latest' }, '400 INVALID_PARAMETER url'],
    [{ kind: 'slack', url: 'https://[::ffff:10.0.0.1]/x' }, '400 INVALID_PARAMETER url'],
    [{ kind: 'slack', url: 'https://[64:ff9b::a00:1]/x' }, '400 INVALID_PARAMETER url'],
    [{ kind: 'slack', url: 'https://0xa000001/x' }, '400 INVALID_PARAMETER url'],
    [{ kind: 'slack', url: 'http://hooks.example.com/x' }, '400 INVALID_PARAMETER url'],
    [{ kind: 'slack', url: 'https://user:word@hooks.example.com/x' }, '400 INVALID_PARAMETER url'],
    [{ kind: 'slack', url: 'file:///etc/passwd' }, '400 INVALID_PARAMETER url'],
    [{ kind: 'slack' }, '400 MISSING_PARAMETER url'],
    [{ kind: 'pager', url: 'https://hooks.example.com' }, '400 INVALID_PARAMETER kind'],
    [{ kind: 'email', email: { to: ['a@b\r\nBcc: c@d'] } }, '400 INVALID_PARAMETER email.to'],
    [{ kind: 'email', email: { to: [] } }, '400 INVALID_PARAMETER email.to'],
    [
      { kind: 'email', email: { to: ['a@b'], smtp: { host: '10.0.0.1', port: 25, from: 'a@b' } } },
      '400 INVALID_PARAMETER email.smtp.host',
    ],
    [
      { kind: 'email', email: { to: ['a@b'], smtp: { host: '8.8.8.8', port: 6379, from: 'a@b' } } },
      '400 INVALID_PARAMETER email.smtp.host',
    ],
    [{ kind: 'email', email: { to: ['a@b'] }, url: 'https://x.example' }, '400 INVALID_PARAMETER url'],
    [{ kind: 'email', email: { to: ['a@b'] }, events: ['everything'] }, '400 INVALID_PARAMETER events'],
    [{ kind: 'email', email: { to: ['a@b'] }, timeZone: 'Berlin' }, '400 INVALID_PARAMETER timeZone'],
    [
      { kind: 'email', email: { to: ['a@b'] }, digest: { enabled: true, hour: 24 } },
      '400 INVALID_PARAMETER digest.hour',
    ],
    [{ kind: 'email', email: { to: ['a@b'] }, sourceIds: [] }, '400 INVALID_PARAMETER sourceIds'],
    [
      { kind: 'email', email: { to: ['a@b'] }, sourceIds: ['01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10'] },
      '400 INVALID_PARAMETER sourceIds',
    ],
    [{ kind: 'email', email: { to: ['a@b'] }, colour: 'red' }, '400 INVALID_PARAMETER colour'],
  ])('is refused as %j', async (body, expected) => {
    expect(await refusal(body)).toBe(expected);
  });

  it('whose sources were all deleted says so, and so does health, until it is for others', async () => {
    const jobs = new JobsClient(api);
    const target = { host: '127.0.0.1', port: 1, database: 'nowhere', user: 'nobody', password: '' };
    const [one, other] = [await jobs.addSource(target), await jobs.addSource(target)];
    const { id, problem } = await addChannel(api, { kind: 'slack', url: at('/slack'), sourceIds: [one, other] });
    const health = async (): Promise<string | undefined> =>
      (await app.anonymous.get<{ reasons?: Record<string, string> }>('/health')).body.reasons?.notifications;
    await api.delete(`/sources/${one}`);
    expect([problem, (await channelOf(api, id)).problem]).toEqual([null, null]);
    await api.delete(`/sources/${other}`);
    const silent = (await channelOf(api, id)).problem;
    expect(silent).toMatch(/^All sources that it tells of were deleted/);
    const list = await api.get<{ items: ChannelRecord[] }>('/notification-channels');
    expect(list.body.items).toMatchObject([{ id, problem: silent }]);
    await eventually('health says so', async () => (await health()) === 'silent');
    const widened = await api.patch<ChannelRecord>(`/notification-channels/${id}`, { sourceIds: 'all' });
    expect(widened.body.problem).toBeNull();
    await eventually('health is well again', async () => (await health()) === undefined);
  });

  it('has a name of its own in its tenant', async () => {
    await addChannel(api, { kind: 'slack', url: at('/a'), name: 'ops' });
    expect(await refusal({ kind: 'slack', url: at('/a'), name: 'ops' })).toBe('409 CONFLICT ');
  });

  it('is one of a hundred at most, however many are asked for at once', async () => {
    await queryOnce(
      app.database.superuserUrl,
      `INSERT INTO notification_channels (id, "tenantId", name, kind, enabled, topics, "timeZone", digest)
       SELECT gen_random_uuid(), tenants.id, 'filler ' || n, 'slack', false, '[]', 'UTC', '{"enabled": false}'
         FROM tenants, generate_series(1, 98) n WHERE slug = 'default'`,
    );
    const ask = (n: number) =>
      api.post<ProblemBody>('/notification-channels', { name: `asked ${n}`, kind: 'slack', url: at('/a') });
    const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => ask(n)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422, 422]);
    expect(answers.find(({ status }) => status === 422)?.body.code).toBe('QUOTA_EXCEEDED');
  });

  it('is its tenant’s, and an admin’s to change', async () => {
    const { id } = await addChannel(api, { kind: 'slack', url: at('/a') });
    const viewer = await addPerson(app, { role: 'viewer' });
    const stranger = await addPerson(app, { role: 'admin', tenantId: await addTenant(app) });
    expect((await viewer.get(`/notification-channels/${id}`)).status).toBe(200);
    const body = { name: 'mine', kind: 'slack', url: at('/stranger') };
    expect((await viewer.post('/notification-channels', body)).status).toBe(403);
    expect((await viewer.post(`/notification-channels/${id}/test`)).status).toBe(403);
    for (const path of ['', '/deliveries']) {
      expect((await stranger.get(`/notification-channels/${id}${path}`)).status).toBe(404);
    }
    expect((await stranger.patch(`/notification-channels/${id}`, { enabled: false })).status).toBe(404);
    expect((await stranger.post(`/notification-channels/${id}/test`)).status).toBe(404);
    expect((await stranger.delete(`/notification-channels/${id}`)).status).toBe(404);
    const theirs = expectStatus(201, await stranger.post<ChannelRecord>('/notification-channels', body));
    expect((await stranger.get<{ total: number }>('/notification-channels')).body.total).toBe(1);

    await happen(app, 'storage.low', { tenantId: null, data: { freePercent: 4 } });
    await happen(app, 'backup.failed');
    await eventually('ours is told of both', async () => (await deliveriesOf(api, id)).length === 2);
    expect(await deliveriesOf(stranger, theirs.id)).toEqual([]);
    expect((await api.delete(`/notification-channels/${id}`)).status).toBe(200);
    expect((await api.get(`/notification-channels/${id}`)).status).toBe(404);
  });
});

describe('the test button', () => {
  interface Result {
    ok: boolean;
    detail: string;
    hint?: string;
  }
  const test = (id: string) => api.post<Result & ProblemBody>(`/notification-channels/${id}/test`);

  it('says what happened, and nothing of what the receiver said', async () => {
    const { id } = await addChannel(api, { kind: 'slack', url: at('/gone'), enabled: false });
    receiver.answers.set('/gone', 404);
    const { status, body } = await test(id);
    expect(status).toBe(200);
    expect(body).toEqual({ ok: false, detail: '127.0.0.1 answered 404.', hint: expect.any(String) });
    const again = await test(id);
    expect([again.status, again.body.code, again.headers.get('retry-after')]).toEqual([429, 'RATE_LIMITED', '5']);
  });

  it('follows no redirect', async () => {
    const { id } = await addChannel(api, { kind: 'webhook', url: at('/redirect') });
    receiver.answers.set('/redirect', 302);
    receiver.headers = { location: at('/target') };
    expect((await test(id)).body.ok).toBe(false);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/redirect']);
    receiver.headers = {};
  });

  it('sends a real mail', async () => {
    const { id } = await addChannel(api, { kind: 'email', email: { to: ['ops@example.com', 'dba@example.com'] } });
    expect((await test(id)).body).toEqual({ ok: true, detail: 'The mail server of SMTP_URL took the mail.' });
    expect(mail.mails.map(({ to }) => to)).toEqual([['ops@example.com', 'dba@example.com']]);
    expect((await channelOf(api, id)).failingSince).toBeNull();
  });
});

it('is set up by the commands of the page', async () => {
  const [readme = ''] = commandsUnder('README.md', 'A first backup').split(/^source=/m);
  const at127 = (path: string) => `${receiver.url}/${path}`;
  const { code, stdout, stderr } = await runShell(
    [
      fillIn(readme, {
        'http://127.0.0.1:8000': app.baseUrl,
        'admin@localhost': ADMIN.email,
        PASSWORD: ADMIN.password,
      }),
      'cd "$(mktemp -d)"',
      commandsUnder('docs/tasks/be-told.md', 'By e-mail'),
      fillIn(commandsUnder('docs/tasks/be-told.md', 'In Slack, Mattermost, Rocket.Chat, Discord or Teams'), {
        'https://hooks.slack.com/services': at127('slack'),
        'https://discord.com/api/webhooks': at127('discord'),
        'https://example.webhook.office.example/workflows': at127('teams'),
      }),
      fillIn(commandsUnder('docs/tasks/be-told.md', 'By a program of yours'), {
        'https://pager.example.com': at127('p'),
      }),
      'cat webhook-secret; rm webhook-secret',
      commandsUnder('docs/tasks/be-told.md', 'What was told, and what was not'),
    ].join('\n'),
    {},
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\{"ok":true,.*\}whsec_\S{44}\npager: works\nops team: works\n[^]*on call: works\n0\n$/);
});
