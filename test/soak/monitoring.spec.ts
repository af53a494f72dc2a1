import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AppProcess, startApp } from '../support/app-process.js';
import { sql } from '../support/database-state.js';
import { eventually } from '../support/eventually.js';
import { type BackupRecord, expectStatus, JobsClient, type RestoreRecord } from '../support/jobs-client.js';
import { attributeOf, type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../support/otlp-receiver.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres-databases.js';

// Real: an API that takes no jobs, a worker of its own, PostgreSQL, promtool. The collector is ours, and speaks OTLP.
const ROOT = join(import.meta.dirname, '../..');
const MONITORING = join(ROOT, 'docker/monitoring');
const METRICS_TOKEN = 'a-token-for-the-tests';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';

let receiver: OtlpReceiver;
let app: AppProcess;
let jobs: JobsClient;
let database: TestDatabase;
let sourceId: string;
let backup: BackupRecord;
let failed: BackupRecord;
let restore: RestoreRecord;

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  app = await startApp({
    env: {
      WORKER_CONCURRENCY: '0',
      METRICS_TOKEN,
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
  });
  await app.startWorker({ WORKER_CONCURRENCY: '1', OTEL_SERVICE_NAME: 'backstitch-worker' });
  database = await createTestDatabase();
  await sql(database.target, 'CREATE TABLE t AS SELECT n FROM generate_series(1, 1000) n');
  jobs = new JobsClient(app.api);
  sourceId = await jobs.addSource(database.target, { name: 'shop "1"' });
  const traced = new JobsClient(app.api.with({ traceparent: `00-${TRACE}-${CALLER}-01` }));
  backup = await traced.completedBackup(sourceId);
  await jobs.verifiedBackup(backup.id, 'restored');
  restore = await jobs.completedRestore(backup.id);
  const gone = await jobs.addSource({ ...database.target, database: 'bst_not_there' }, { name: 'gone' });
  failed = await jobs.endedBackup(gone);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
  await receiver.stop();
});

const scrape = (token: string | null = METRICS_TOKEN): Promise<Response> =>
  fetch(`${app.baseUrl}/metrics`, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });

async function metrics(): Promise<string> {
  const response = await scrape();
  expect(response.status).toBe(200);
  return response.text();
}

/** The value of every series, by its name and labels. */
const seriesOf = (text: string): Map<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );

const familiesOf = (text: string): string[] => [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name ?? '');

const promtool = (...args: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.env.BACKSTITCH_TEST_PROMTOOL ?? 'promtool', args, { cwd: MONITORING });

describe('metrics', () => {
  it('are for those who bear the token', async () => {
    for (const token of [null, 'another-token-for-tests', `${METRICS_TOKEN}x`]) {
      const response = await scrape(token);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    const { body } = await app.api.get<object>('/metrics');
    expect(body).toMatchObject({ status: 404 }); // at the root, and nowhere else
    const response = await scrape();
    expect(response.headers.get('content-type')).toMatch(/^text\/plain;.*version=0\.0\.4/);
  });

  it('tell what happened, whichever process did it', async () => {
    const series = await eventually('the jobs are added up', async () => {
      const found = seriesOf(await metrics());
      return found.get('backstitch_jobs_total{action="restore",state="completed"}') === 1 ? found : null;
    });
    const shop = 'tenant="default",source="shop \\"1\\""';
    expect(failed).toMatchObject({ status: 'failed' });
    expect(Object.fromEntries(series)).toMatchObject({
      backstitch_control_database_up: 1,
      'backstitch_backups_total{type="full",origin="manual",status="completed"}': 1,
      'backstitch_backups_total{type="full",origin="manual",status="failed"}': 1,
      'backstitch_backups_total{type="full",origin="safety",status="completed"}': 1,
      'backstitch_backups_total{type="full",origin="scheduled",status="completed"}': 0,
      'backstitch_backup_errors_total{tenant="default",source="gone"}': 1,
      [`backstitch_backup_errors_total{${shop}}`]: 0,
      [`backstitch_backups_retained{${shop}}`]: 2,
      [`backstitch_backup_late{${shop}}`]: 0,
      'backstitch_jobs_total{action="backup",state="completed"}': 1,
      'backstitch_jobs_total{action="verify",state="completed"}': 1,
      [`backstitch_job_failures_total{action="backup",code="${failed.error?.code ?? ''}"}`]: 1,
      'backstitch_backup_duration_seconds_count{operation="create",status="completed"}': 1,
      'backstitch_backup_duration_seconds_bucket{operation="create",status="completed",le="+Inf"}': 1,
      'backstitch_backup_duration_seconds_count{operation="verify",status="completed"}': 1,
      'backstitch_restore_duration_seconds_count{operation="restore",status="completed"}': 1,
      'backstitch_job_step_duration_seconds_count{action="backup",step="dump"}': 1,
      'backstitch_job_step_duration_seconds_count{action="restore",step="swapping"}': 1,
      'backstitch_backup_size_bytes_sum{form="stored"}': backup.storedBytes,
      'backstitch_backup_size_bytes_sum{form="raw"}': backup.rawBytes,
      'backstitch_events_total{kind="backup.failed"}': 1,
      'backstitch_events_total{kind="drill.failed"}': 0,
      'backstitch_workers{state="working"}': 1,
      'backstitch_jobs{action="backup",state="waiting"}': 0,
      backstitch_sources: 2,
    });
    const newest = series.get(`backstitch_backup_last_success_timestamp_seconds{${shop}}`) ?? 0;
    expect(newest * 1_000).toBeGreaterThan(Date.parse(backup.finishedAt ?? ''));
    expect([...series.keys()].some((key) => key.includes('route="/api/v1/backups/:id"'))).toBe(true);
  });

  it('have no label that is an id, and none of what anybody asks for', async () => {
    await app.anonymous.get(`/what-${sourceId}`);
    const text = await metrics();
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(text).toMatch(/status="404"/);
    expect(text).not.toContain('/what-');
  });

  it('never go down, also when what they tell of is deleted', async () => {
    const before = seriesOf(await metrics());
    expectStatus(200, await app.api.delete(`/backups/${failed.id}`));
    const after = seriesOf(await metrics());
    const grows = [...before].filter(([key]) => /^backstitch_\w+(_total|_bucket|_sum|_count)(\{|$)/.test(key));
    expect(grows.length).toBeGreaterThan(100);
    expect(grows.filter(([key, value]) => (after.get(key) ?? -1) < value)).toEqual([]);
    expect(after.get('backstitch_backups_total{type="full",origin="manual",status="failed"}')).toBe(1);
  });

  it('are as Prometheus wants them named and written', async () => {
    const check = spawn(process.env.BACKSTITCH_TEST_PROMTOOL ?? 'promtool', ['check', 'metrics']);
    const said: Buffer[] = [];
    check.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    check.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    check.stdin.end(await metrics());
    const [code] = (await once(check, 'close')) as [number];
    expect({ code, said: Buffer.concat(said).toString() }).toEqual({ code: 0, said: '' });
  });
});

describe('what is made for Prometheus and Grafana', () => {
  it('is right, and raises its alarms when it should', async () => {
    await promtool('check', 'rules', 'alerts.yml');
    expect((await promtool('test', 'rules', 'alerts.test.yml')).stdout).toContain('SUCCESS');
    await promtool('check', 'config', '--syntax-only', 'prometheus.yml');
  });

  it('asks for metrics that there are, and no others', async () => {
    const known = new Set(familiesOf(await metrics()));
    for (const file of ['alerts.yml', 'grafana/dashboards/backstitch.json']) {
      const text = await readFile(join(MONITORING, file), 'utf8');
      const asked = [...text.matchAll(/\b(?:backstitch|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name);
      expect(asked.length).toBeGreaterThan(10);
      expect(asked.filter((name) => !known.has(name) && !known.has(name.replace(/_(bucket|sum|count)$/, '')))).toEqual(
        [],
      );
    }
  });

  it('is all explained: every metric, every alert, and that its rule is tested', async () => {
    const guide = await readFile(join(ROOT, 'docs/monitoring.md'), 'utf8');
    const own = familiesOf(await metrics()).filter((name) => name.startsWith('backstitch_'));
    expect(own.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
    const rules = await readFile(join(MONITORING, 'alerts.yml'), 'utf8');
    const tests = await readFile(join(MONITORING, 'alerts.test.yml'), 'utf8');
    const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name]) => name ?? '');
    expect(alerts.filter((name) => !tests.includes(name))).toEqual([]);
    const anchors = [...rules.matchAll(/runbook: docs\/monitoring\.md#(\w+)/g)].map(([, anchor]) => anchor ?? '');
    expect(anchors).toHaveLength(alerts.length);
    const headings = [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title]) => (title ?? '').toLowerCase());
    expect(anchors.filter((anchor) => !headings.includes(anchor))).toEqual([]);
  });
});

describe('traces', () => {
  const named = (name: string): ReceivedSpan => {
    const span = receiver.spans.find((one) => one.name === name);
    if (span === undefined)
      throw new Error(`No span is called ${name}: ${receiver.spans.map((one) => one.name).join()}`);
    return span;
  };

  it('follow a backup from the request through the queue to the worker', async () => {
    await eventually('the spans of the failed backup have come', async () =>
      receiver.spans.some((span) => attributeOf(span, 'backstitch.job.state') === 'failed'),
    );
    const request = named('POST /api/v1/backups');
    expect(request).toMatchObject({ traceId: TRACE, parentSpanId: CALLER, kind: 2 });
    expect(attributeOf(request, 'http.response.status_code')).toBe('202');
    const ofTrace = receiver.spans.filter(({ traceId }) => traceId === TRACE);
    // What follows from it, retention, is part of the trace, too.
    const childrenOf = (parent: ReceivedSpan): string[] =>
      ofTrace
        .filter(({ name, parentSpanId }) => parentSpanId === parent.spanId && name.startsWith('backup '))
        .map(({ name }) => name);
    expect(childrenOf(request).sort()).toEqual(['backup job', 'backup wait']);
    const job = named('backup job');
    expect(childrenOf(job)).toEqual(['backup dump', 'backup read_back', 'backup manifest']);
    expect(attributeOf(job, 'backstitch.backup.id')).toBe(backup.id);
    expect(attributeOf(job, 'backstitch.job.state')).toBe('completed');
    expect([...receiver.serviceNames].sort()).toEqual(['backstitch', 'backstitch-worker']);
  });

  it('have every phase of a restore, and of a check', () => {
    const job = named('restore job');
    expect(attributeOf(job, 'backstitch.restore.id')).toBe(restore.id);
    const phases = receiver.spans.filter(({ parentSpanId }) => parentSpanId === job.spanId).map(({ name }) => name);
    expect(phases).toEqual(
      restore.phases.filter(({ name }) => name !== 'finished').map(({ name }) => `restore ${name}`),
    );
    const safety = named('restore safety_dump');
    expect(safety.parentSpanId).toBe(named('restore safety_backup').spanId);
    const check = named('verify job').spanId;
    expect(named('verify restored').parentSpanId).toBe(check);
  });

  it('mark what failed, by its code', () => {
    const job = receiver.spans.find(
      (span) => attributeOf(span, 'backstitch.backup.id') === failed.id && span.kind === 5,
    );
    expect(job?.status.code).toBe(2);
    expect(job && attributeOf(job, 'error.type')).toBe(failed.error?.code);
  });

  it('leave health and metrics alone, and hold no secret, no statement and no text of a client', async () => {
    await app.anonymous.get('/health');
    await metrics();
    expect(receiver.spans.filter(({ name }) => /health|metrics/.test(name))).toEqual([]);
    expect(receiver.spans.length).toBeGreaterThan(20);
    const secrets = [app.masterKey, app.database.url, METRICS_TOKEN, 'a-password-for-tests', database.target.database];
    for (const secret of [...secrets, 'SELECT', 'shop']) expect(receiver.text).not.toContain(secret);
  });
});
