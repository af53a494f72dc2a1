import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SECRET_VARIABLES, withSecretFiles } from './secret-files.js';
import { Settings } from './settings.js';

const directory = mkdtempSync(join(tmpdir(), 'secret-files-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

function secret(name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}

describe('a secret in a file', () => {
  it.each(SECRET_VARIABLES)('%s is what the file says, without the line break at its end', (name) => {
    expect(withSecretFiles({ [`${name}_FILE`]: secret(name, 'of the file\n') })[name]).toBe('of the file');
  });

  it('is as good as the variable', () => {
    const key = Buffer.alloc(32, 7);
    const variables = withSecretFiles({
      DATABASE_URL_FILE: secret('url', 'postgres://u:p@db.test/control\n'),
      MASTER_KEY_FILE: secret('key', key.toString('base64')),
      REDIS_URL: 'redis://127.0.0.1:6379',
    });
    const settings = new Settings(variables, directory);
    expect(settings.masterKey.equals(key)).toBe(true);
    expect(settings.databaseUrl).toBe('postgres://u:p@db.test/control');
  });

  it('is refused beside the variable, and where it cannot be read, by name and never by value', () => {
    const both = { MASTER_KEY: 'hidden', MASTER_KEY_FILE: secret('other', 'hidden too') };
    const absent = { REDIS_URL_FILE: join(directory, 'absent') };
    const error = failureOf(() => withSecretFiles({ ...both, ...absent }));
    expect(error).toMatch(/MASTER_KEY and MASTER_KEY_FILE are both set/);
    expect(error).toMatch(/REDIS_URL_FILE: .*absent cannot be read \(ENOENT\)/);
    expect(error).not.toContain('hidden');
  });

  it('an empty name of a file counts as none', () => {
    expect(withSecretFiles({ MASTER_KEY: 'x', MASTER_KEY_FILE: '' })).toMatchObject({ MASTER_KEY: 'x' });
  });
});

function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  throw new Error('It should have failed.');
}
