import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigurationError } from './configuration-error.js';
import { RecoverySettings } from './recovery-settings.js';

const KEY = Buffer.alloc(32, 7);
const OLD = Buffer.alloc(32, 8);

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'backstitch-recovery-settings-'));
  mkdirSync(join(directory, 'home'));
  writeFileSync(join(directory, 'home/master-key'), `${OLD.toString('base64')}\n`);
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const settings = (variables: NodeJS.ProcessEnv): RecoverySettings => new RecoverySettings(variables, directory);

describe('the settings of a recovery', () => {
  it('need no database and no Redis, and have the defaults of the application', () => {
    expect(settings({})).toMatchObject({ backupDir: join(directory, 'backups'), argumentDirectory: directory });
  });

  it('take the master key and the previous one from the environment, before any file', () => {
    const variables = { MASTER_KEY: KEY.toString('base64'), MASTER_KEY_PREVIOUS: OLD.toString('base64url') };
    expect(settings({ ...variables, BACKSTITCH_HOME: 'home' }).masterKeys()).toEqual([
      { origin: 'MASTER_KEY', key: KEY },
      { origin: 'MASTER_KEY_PREVIOUS', key: OLD },
    ]);
  });

  it('take the key that npm start made where the environment has none', () => {
    const file = join(directory, 'home/master-key');
    expect(settings({ BACKSTITCH_HOME: 'home', MASTER_KEY: ' ' }).masterKeys()).toEqual([{ origin: file, key: OLD }]);
  });

  it('say what to do when there is no key, and name the variable that is none without its value', () => {
    expect(() => settings({}).masterKeys()).toThrow(/MASTER_KEY is not set.*--identity FILE/);
    const wrong = settings({ MASTER_KEY: 'c2VrcmV0' });
    expect(() => wrong.masterKeys()).toThrow(ConfigurationError);
    expect(() => wrong.masterKeys()).toThrow(/MASTER_KEY must be 32 bytes/);
    expect(() => wrong.masterKeys()).not.toThrow(/c2VrcmV0/);
  });
});
