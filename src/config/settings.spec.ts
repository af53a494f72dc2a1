import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError } from '../common/app-error.js';
import { ConfigurationError } from './configuration-error.js';
import { Settings } from './settings.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const NEEDED = { DATABASE_URL: 'postgres://u:sekret@h/db', REDIS_URL: 'redis://h', MASTER_KEY: KEY };

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'backstitch-settings-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function settings(variables: NodeJS.ProcessEnv): Settings {
  return new Settings({ ...NEEDED, ...variables }, directory);
}

function problemsOf(variables: NodeJS.ProcessEnv): string[] {
  try {
    settings(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('has the defaults of the contract', () => {
    expect(settings({})).toMatchObject({
      port: 8000,
      host: '127.0.0.1',
      socketPath: null,
      publicUrl: null,
      trustProxy: false,
      home: join(directory, '.backstitch'),
      backupDir: join(directory, 'backups'),
      adminEmail: 'admin@localhost',
      adminPassword: null,
      recoveryRecipient: null,
      logLevel: 'info',
      workerConcurrency: 2,
      stallTimeoutSeconds: 300,
      rollbackWindowHours: 24,
    });
  });

  it('takes fractions of an hour for the rollback window, and of a second for the stall time-out', () => {
    expect(settings({ ROLLBACK_WINDOW_HOURS: '0.005', STALL_TIMEOUT_SECONDS: '1.5' })).toMatchObject({
      rollbackWindowHours: 0.005,
      stallTimeoutSeconds: 1.5,
    });
  });

  it('counts an empty variable as absent', () => {
    expect(settings({ ADMIN_EMAIL: '', PORT: ' ' })).toMatchObject({ adminEmail: 'admin@localhost', port: 8000 });
  });

  it.each([
    [{}, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }, 'http://collector:4318/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector/otlp/' }, 'https://collector/otlp/v1/traces'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://b/spans' },
      'http://b/spans',
    ],
  ])('sends traces, by %j, to %s', (variables, tracesUrl) => {
    expect(settings(variables).tracesUrl).toBe(tracesUrl);
  });

  it('names every missing variable at once, and says how to get it', () => {
    const problems = problemsOf({ DATABASE_URL: undefined, REDIS_URL: undefined, MASTER_KEY: undefined });
    expect(problems).toHaveLength(3);
    expect(problems[0]).toMatch(/^DATABASE_URL is missing.*npm start/);
    expect(problems[1]).toMatch(/^REDIS_URL is missing/);
    expect(problems[2]).toMatch(/^MASTER_KEY is missing.*openssl rand/);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '80x'],
    ['DATABASE_URL', 'mysql://sekret@h/db'],
    ['DATABASE_URL', 'sekret'],
    ['REDIS_URL', 'http://sekret'],
    ['MASTER_KEY', 'c2VrcmV0'],
    ['MASTER_KEY_PREVIOUS', 'sekret'],
    ['RECOVERY_RECIPIENT', 'AGE-SECRET-KEY-1SEKRET'],
    ['ADMIN_EMAIL', 'sekret'],
    ['ADMIN_PASSWORD', 'sekret'],
    ['LOG_LEVEL', 'loud'],
    ['WORKER_CONCURRENCY', '65'],
    ['WORKER_CONCURRENCY', '1.5'],
    ['STALL_TIMEOUT_SECONDS', '-1'],
    ['ROLLBACK_WINDOW_HOURS', 'NaN'],
    ['SMTP_URL', 'http://user:sekret@h'],
    ['SMTP_FROM', 'sekret'],
    ['TRUST_PROXY', 'sekret'],
    ['PUBLIC_URL', 'ftp://sekret'],
    ['METRICS_TOKEN', 'sekret'],
    ['METRICS_TOKEN', 'sekret with spaces in it'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'sekret:4318'],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'grpc://sekret'],
  ])('refuses %s=%s by the name of the variable, and never shows the value', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must `));
    expect(problems.join()).not.toMatch(/sekret/i);
  });
});

describe('the folder of a source’s code', () => {
  let root: string;
  beforeAll(() => {
    root = join(directory, 'code');
    mkdirSync(join(root, 'shop', 'migrations'), { recursive: true });
    mkdirSync(join(directory, 'code-of-others'));
    symlinkSync(join(directory, 'code-of-others'), join(root, 'escape'));
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ codeRoots: [root] }));
  });

  const path = (text: string) => settings({ BACKSTITCH_CONFIG: 'config.json' }).assertCodePath(text);

  it('is taken at or below a code root', () => {
    expect(path(join(root, 'shop', 'migrations'))).toBe(join(root, 'shop', 'migrations'));
    expect(path(root)).toBe(root);
  });

  it.each([
    ['a sibling whose name begins alike', () => join(directory, 'code-of-others')],
    ['a way out by dots', () => `${root}/../code-of-others`],
    ['a link that leads out', () => join(root, 'escape')],
    ['a relative path', () => 'code'],
    ['what does not exist', () => join(root, 'nothing')],
    ['a zero byte', () => `${root}\0`],
  ])('is refused for %s', (_, refused) => {
    expect(() => path(refused())).toThrow(AppError);
  });
});
