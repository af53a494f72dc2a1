import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RecoverySettings } from '../../config/recovery-settings.js';
import {
  type AgeIdentity,
  encryptSmall,
  generateAgeIdentity,
  masterRecoveryIdentity,
} from '../../platform/crypto/age-identity.js';
import { LocalStorage } from '../../platform/storage/drivers/local-storage.js';
import { ensureEscrow } from './key-escrow.js';
import { runKeyExport } from './key-export-command.js';

const MASTER = randomBytes(32);

let directory: string;
let store: LocalStorage;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'backstitch-key-export-'));
  await mkdir(join(directory, 'store'));
  store = new LocalStorage(join(directory, 'store'), null);
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

interface Escrowing {
  master?: Buffer;
  recovery?: AgeIdentity;
}

async function escrow(tenantId: string, keyId: string, { master = MASTER, recovery }: Escrowing = {}): Promise<string> {
  const { identity } = await generateAgeIdentity();
  await escrowIdentity(tenantId, keyId, identity, { master, ...(recovery === undefined ? {} : { recovery }) });
  return identity;
}

async function escrowIdentity(
  tenantId: string,
  keyId: string,
  identity: string,
  { master = MASTER, recovery }: Escrowing,
): Promise<void> {
  await ensureEscrow(store, {
    tenantId,
    keyId,
    identity: () => identity,
    masterRecipient: (await masterRecoveryIdentity(master)).recipient,
    recoveryRecipient: recovery?.recipient ?? null,
    encrypt: encryptSmall,
  });
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return runWith({ MASTER_KEY: MASTER.toString('base64') }, ...args);
}

async function runWith(
  variables: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: '', err: '' };
  const settings = new RecoverySettings({ BACKUP_DIR: 'store', ...variables }, directory);
  const code = await runKeyExport(args, settings, {
    out: (text) => (printed.out += text),
    err: (line) => (printed.err += `${line}\n`),
  });
  return { code, ...printed };
}

describe('keys:export', () => {
  it('prints every key of the store under a comment that says whose it is', async () => {
    const one = await escrow('tenant-a', 'key-1');
    const two = await escrow('tenant-b', 'key-2');
    expect(await run()).toEqual({
      code: 0,
      out: `# tenant tenant-a key key-1\n${one}\n# tenant tenant-b key key-2\n${two}\n`,
      err: '',
    });
  });

  it('prints the keys of one tenant alone when asked', async () => {
    await escrow('tenant-a', 'key-1');
    const two = await escrow('tenant-b', 'key-2');
    expect((await run('--tenant', 'tenant-b')).out).toBe(`# tenant tenant-b key key-2\n${two}\n`);
  });

  it('needs no master key where it gets the recovery identity, also one that was named after the key was made', async () => {
    const recovery = await generateAgeIdentity();
    const identity = await escrow('tenant-a', 'key-1');
    await escrowIdentity('tenant-a', 'key-1', identity, { recovery });
    writeFileSync(join(directory, 'recovery.txt'), `# offline\n${recovery.identity}\n`);
    expect(await runWith({}, '--identity', 'recovery.txt')).toEqual({
      code: 0,
      out: `# tenant tenant-a key key-1\n${identity}\n`,
      err: '',
    });
  });

  it('opens with the previous master key what was escrowed before the rotation', async () => {
    const old = randomBytes(32);
    const identity = await escrow('tenant-a', 'key-1', { master: old });
    const variables = { MASTER_KEY: MASTER.toString('base64'), MASTER_KEY_PREVIOUS: old.toString('base64') };
    expect((await runWith(variables)).out).toContain(identity);
  });

  it('exports what it can, names what it cannot open, and ends with 3', async () => {
    const one = await escrow('tenant-a', 'key-1');
    await escrow('tenant-b', 'key-2', { master: randomBytes(32) });
    await store.put('keys/tenant-c/key-3.age', Readable.from([Buffer.from('damaged')]));
    const { code, out, err } = await run();
    expect({ code, out }).toEqual({ code: 3, out: `# tenant tenant-a key key-1\n${one}\n` });
    expect(err).toMatch(/^Not opened by the master key \(MASTER_KEY\): keys\/tenant-b\/key-2\.age\n.*tenant-c\/key-3/);
  });

  it('refuses the wrong master key in words, and prints nothing', async () => {
    const identity = await escrow('tenant-a', 'key-1');
    const wrong = randomBytes(32).toString('base64');
    const refused = expect(runWith({ MASTER_KEY: wrong })).rejects;
    await refused.toMatchObject({ code: 'KEY_UNAVAILABLE', hint: expect.stringContaining('--identity') as unknown });
    await expect(runWith({ MASTER_KEY: wrong })).rejects.not.toThrow(
      new RegExp(`${wrong.replaceAll('+', '\\+')}|${identity}`),
    );
  });

  it.each([
    ['the store has no keys', ['--store', '.'], /holds no keys/],
    ['the tenant has none', ['--tenant', 'nobody'], /holds no keys of tenant nobody/],
    ['there is no such directory', ['--store', 'elsewhere'], /There is no directory .*elsewhere/],
    ['the identity file is missing', ['--identity', 'nothing.txt'], /nothing\.txt cannot be read \(ENOENT\)/],
  ])('says so when %s', async (_, args, words) => {
    await escrow('tenant-a', 'key-1');
    await expect(run(...args)).rejects.toThrow(words);
  });

  it('writes a file that only its owner can read, and never replaces one', async () => {
    const identity = await escrow('tenant-a', 'key-1');
    const file = join(directory, 'keys.txt');
    expect(await run('--output', 'keys.txt')).toEqual({ code: 0, out: '', err: '' });
    expect(readFileSync(file, 'utf8')).toContain(identity);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(run('--output', 'keys.txt')).rejects.toThrow(/cannot be written \(EEXIST\)/);
  });

  it('ends with 2 for an option that it does not know, before it reads any key', async () => {
    const { code, out, err } = await runWith({}, '--tennant', 'x');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--tennant');
  });

  it('explains its options and exit codes', async () => {
    const { code, out } = await runWith({}, '--help');
    expect(code).toBe(0);
    for (const word of ['--store', '--tenant', '--identity', '--output', 'Ends with 0', '3:'])
      expect(out).toContain(word);
    expect(readdirSync(join(directory, 'store'))).toEqual([]);
  });
});
