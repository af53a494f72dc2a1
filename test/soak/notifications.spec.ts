import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import type { ApiClient } from '../support/api-client.js';
import { type AppProcess, startApp } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { type MailServer, startMailServer } from '../support/mail-server.js';
import { addChannel, channelOf, deliveriesOf, happen, type WebhookBody } from '../support/notifications.js';
import { type Receiver, startReceiver } from '../support/receiver.js';
import type { ServerProcess } from '../support/server-process.js';
import { queryOnce } from '../support/throwaway-database.js';

const DEADLOCK_DETECTED = '40P01';

/** Whether who is to be told is told, whatever happens to the receivers and to us. An API and a worker send. */
let app: AppProcess;
let worker: ServerProcess;
let api: ApiClient;
let receiver: Receiver;
let mail: MailServer;
beforeAll(async () => {
  receiver = await startReceiver();
  mail = await startMailServer({ disabledCommands: ['STARTTLS'] });
  app = await startApp({
    serverFile: { notificationHosts: ['127.0.0.1'] },
    env: { SMTP_URL: `smtp://127.0.0.1:${mail.port}` },
  });
  worker = await app.startWorker();
  api = app.api;
});
afterAll(async () => {
  await app.stop();
  await receiver.stop();
  await mail.stop();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answers.clear();
  receiver.answerWith = 200;
  mail.mails.length = 0;
});
afterEach(async () => {
  await eventually('all is forgotten', () => isForgotten('events'));
  await eventually('all is forgotten', () => isForgotten('notification_channels'));
});

/** Those that are being told still hold rows: one of the two gives way, and it may be us. */
async function isForgotten(table: string): Promise<boolean> {
  try {
    await onControl(`DELETE FROM ${table}`);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === DEADLOCK_DETECTED) return false;
    throw error;
  }
}

const onControl = <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  queryOnce<Row>(app.database.superuserUrl, sql, values);
const hook = (path: string, more: object = {}) =>
  addChannel(api, { kind: 'webhook', url: `${receiver.url}${path}`, events: ['failed'], ...more });
const bodiesAt = (path: string): WebhookBody[] =>
  receiver.received.filter((message) => message.path === path).map(({ body }) => body as WebhookBody);
const eventIdsAt = (path: string): string[] => bodiesAt(path).flatMap(({ events = [] }) => events.map(({ id }) => id));
const statusesOf = async (id: string): Promise<string[]> => (await deliveriesOf(api, id)).map(({ status }) => status);
/** The wait after a failure, and the lease of a process that is gone, are over. */
const timePasses = (id: string): Promise<object[]> =>
  onControl(
    `UPDATE notification_channels SET "nextAttemptAt" = NULL, "leaseUntil" = CASE WHEN $2 THEN "leaseUntil" END WHERE id = $1`,
    [id, app.process.isRunning],
  );

describe('a receiver that', () => {
  it('does not work for a while is told in the end, the same message with the same id, and once', async () => {
    const { id } = await hook('/ill');
    receiver.answers.set('/ill', 503);
    await happen(app, 'backup.failed');
    await eventually('it was tried', async () => (await channelOf(api, id)).failingSince !== null);
    expect((await channelOf(api, id)).lastError?.detail).toBe('127.0.0.1 answered 503.');
    expect(await statusesOf(id)).toEqual(['pending']);
    receiver.answers.delete('/ill');
    await timePasses(id);
    await eventually('it is told', async () => (await statusesOf(id))[0] === 'sent');
    const ids = bodiesAt('/ill').map((body) => body.id);
    expect(ids.length).toBeGreaterThanOrEqual(2);
    expect(new Set(ids).size).toBe(1);
    expect(await channelOf(api, id)).toMatchObject({ failingSince: null, lastError: null });
  });

  it('refuses is asked once for each event, and that is said on the channel and in health', async () => {
    const { id } = await hook('/gone');
    receiver.answers.set('/gone', 410);
    await happen(app, 'backup.failed');
    await eventually('it is given up', async () => (await statusesOf(id))[0] === 'failed');
    expect(bodiesAt('/gone')).toHaveLength(1);
    expect((await channelOf(api, id)).failingSince).not.toBeNull();
    await eventually('health says so', async () => {
      const { body } = await api.get<{ reasons: Record<string, string> }>('/health');
      return body.reasons.notifications === 'given_up';
    });
    expect(app.process.stderr + worker.stderr).toMatch(/Gave up telling the channel/);

    await api.patch(`/notification-channels/${id}`, { url: `${receiver.url}/new` });
    await happen(app, 'backup.failed');
    await eventually('the new address is told', async () => bodiesAt('/new').length === 1);
    await eventually('health is well', async () => {
      const { body } = await api.get<{ reasons: Record<string, string> }>('/health');
      return body.reasons.notifications === undefined;
    });
  });

  it('asks for time is left alone for so long', async () => {
    const { id } = await hook('/busy');
    receiver.answers.set('/busy', 429);
    receiver.headers = { 'retry-after': '3600' };
    await happen(app, 'backup.failed');
    await eventually('it was tried', async () => (await channelOf(api, id)).failingSince !== null);
    const [row] = await onControl<{ wait: number }>(
      `SELECT extract(epoch FROM "nextAttemptAt" - now())::int AS wait FROM notification_channels WHERE id = $1`,
      [id],
    );
    expect(row?.wait).toBeGreaterThan(3_500);
    receiver.headers = {};
  });

  it('does not work for a day is given up', async () => {
    const { id } = await hook('/dead');
    receiver.answers.set('/dead', 500);
    await happen(app, 'backup.failed');
    await eventually('it was tried', async () => (await channelOf(api, id)).failingSince !== null);
    await onControl(
      `UPDATE notification_deliveries SET "createdAt" = now() - interval '25 hours' WHERE "channelId" = $1`,
      [id],
    );
    await timePasses(id);
    await eventually('it is given up', async () => (await statusesOf(id))[0] === 'failed');
  });

  it('hangs holds up no other, were there thirty of them', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, index) => hook(`/hang${index}`)));
    for (let index = 0; index < 30; index += 1) receiver.answers.set(`/hang${index}`, 'hang');
    await happen(app, 'backup.failed');
    await eventually('they hang', async () => receiver.received.length >= 30);
    await hook('/well');
    await happen(app, 'backup.failed');
    await eventually('the one that works is told', async () => bodiesAt('/well').length === 1, 20_000);
  });

  it('is switched off is not told what waited for it', async () => {
    const { id } = await hook('/off');
    receiver.answers.set('/off', 503);
    await happen(app, 'backup.failed');
    await eventually('it was tried', async () => (await channelOf(api, id)).failingSince !== null);
    await api.patch(`/notification-channels/${id}`, { enabled: false });
    await happen(app, 'backup.failed');
    await eventually('that is handed over to nobody', async () => {
      const [row] = await onControl<{ waiting: number }>(
        'SELECT count(*)::int AS waiting FROM events WHERE "dispatchedAt" IS NULL',
      );
      return row?.waiting === 0;
    });
    await api.patch(`/notification-channels/${id}`, { enabled: true });
    expect(await statusesOf(id)).toEqual(['canceled']);
  });
});

describe('many at once', () => {
  it('are told once each, by several processes', async () => {
    const { id } = await hook('/many');
    await Promise.all(Array.from({ length: 5 }, () => happen(app, 'backup.failed', { count: 50 })));
    await eventually('all are told', async () => new Set(eventIdsAt('/many')).size === 250);
    expect(eventIdsAt('/many')).toHaveLength(250);
    await eventually('all are closed', async () => (await statusesOf(id)).every((status) => status === 'sent'));
  });

  it('to many channels are handed over all the same, and hold up nobody else', async () => {
    const { id } = await hook('/beside');
    await onControl(
      `INSERT INTO notification_channels (id, "tenantId", name, kind, topics, "timeZone", digest, enabled)
       SELECT gen_random_uuid(), "tenantId", 'one of many ' || number, kind, topics, "timeZone", digest, true
         FROM notification_channels, generate_series(1, 400) AS number WHERE id = $1`,
      [id],
    );
    // More parameters than PostgreSQL takes in one statement.
    await happen(app, 'backup.failed', { count: 200 });
    await eventually('all are handed over', async () => {
      const [row] = await onControl<{ left: number }>(
        `SELECT count(*)::int AS left FROM events WHERE "dispatchedAt" IS NULL`,
      );
      return row?.left === 0;
    });
    const counted = await onControl(
      `SELECT count(*)::int AS deliveries FROM notification_deliveries WHERE "eventKind" = 'backup.failed'`,
    );
    expect(counted).toEqual([{ deliveries: 401 * 200 }]);
  });

  it('are one mail, not a thousand', async () => {
    await addChannel(api, { kind: 'email', email: { to: ['ops@example.com'] } });
    await happen(app, 'backup.failed', { count: 1_000, data: { error: { code: 'DISK_FULL', message: 'No room.' } } });
    const left = async () => {
      const [row] = await onControl<{ left: number }>(
        `SELECT count(*)::int AS left FROM events WHERE "dispatchedAt" IS NULL
         UNION ALL SELECT count(*)::int FROM notification_deliveries WHERE status = 'pending' ORDER BY 1 DESC`,
      );
      return row?.left;
    };
    await eventually('all are told', async () => (await left()) === 0);
    expect(mail.mails.length).toBeLessThanOrEqual(10);
    const numbers = mail.mails.map(({ raw }) =>
      Number(/^Subject:.* (\d+) PROBLEMS/m.exec(raw.replace(',', ''))?.[1] ?? 1),
    );
    expect(numbers.reduce((sum, number) => sum + number, 0)).toBe(1_000);
  });
});

describe('a clock that ran ten years ahead, and was set back,', () => {
  it('keeps no channel silent: no wait, no lease, no share and no digest of that time counts', async () => {
    const { id } = await hook('/back', { digest: { enabled: true, hour: 0, minute: 0 } });
    await happen(app, 'backup.failed');
    await eventually('it is told', async () => bodiesAt('/back').length === 1);
    await eventually('it is closed', async () => (await statusesOf(id))[0] === 'sent');
    await onControl(
      `INSERT INTO notification_deliveries (id, "tenantId", "channelId", status, "messageId", "sentAt")
       SELECT gen_random_uuid(), "tenantId", id, 'sent', gen_random_uuid(), now() + interval '10 years'
         FROM notification_channels, generate_series(1, 120) WHERE id = $1`,
      [id],
    );
    await onControl(
      `UPDATE notification_channels
          SET "nextAttemptAt" = now() + interval '10 years', "leaseId" = gen_random_uuid(), "testedAt" = now() + interval '10 years',
              "leaseUntil" = now() + interval '10 years', "digestedOn" = now() + interval '10 years' WHERE id = $1`,
      [id],
    );
    expect((await api.post(`/notification-channels/${id}/test`)).status).toBe(200);
    await happen(app, 'backup.failed');
    const typesAtBack = () => bodiesAt('/back').map(({ type }) => type);
    await eventually('it is told again', async () => typesAtBack().filter((type) => type === 'events').length === 2);
    await eventually('the digest of today comes', async () => typesAtBack().includes('digest'));
  });
});

describe('a digest', () => {
  it('comes once on its day, by however many processes, also when nothing ran', async () => {
    const { id } = await hook('/digest', { events: [], digest: { enabled: true, hour: 0, minute: 0 } });
    expect(await deliveriesOf(api, id)).toEqual([]);
    await onControl(`UPDATE notification_channels SET "digestedOn" = "digestedOn" - 1 WHERE id = $1`, [id]);
    await eventually('it comes', async () => bodiesAt('/digest').length > 0);
    await onControl(`UPDATE notification_channels SET "digestedOn" = "digestedOn" - 1 WHERE id = $1`, [id]);
    await eventually('it was looked at again', async () => {
      const [row] = await onControl<{ isToday: boolean }>(
        `SELECT "digestedOn" = (now() AT TIME ZONE 'UTC')::date AS "isToday" FROM notification_channels WHERE id = $1`,
        [id],
      );
      return row?.isToday;
    });
    expect(bodiesAt('/digest').map(({ type, title }) => [type, /^Daily digest 20.*: no sources$/.test(title)])).toEqual(
      [['digest', true]],
    );
    expect(await deliveriesOf(api, id)).toMatchObject([{ event: 'digest' }]);
  });
});

describe('killed between sending and writing it down', () => {
  it('it sends the same message again, and loses none', async () => {
    const { id } = await hook('/killed');
    receiver.answers.set('/killed', 'hang');
    await happen(app, 'backup.failed');
    await eventually('it is under way', async () => bodiesAt('/killed').length === 1);
    await app.kill('SIGKILL');
    receiver.answers.delete('/killed');
    await timePasses(id);
    await app.restart();
    await eventually('it is told', async () => (await statusesOf(id))[0] === 'sent');
    const messages = bodiesAt('/killed').map((body) => body.id);
    expect(messages.length).toBeGreaterThanOrEqual(2);
    expect(new Set(messages).size).toBe(1);
  });
});
