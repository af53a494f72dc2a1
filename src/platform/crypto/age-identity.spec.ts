import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bech32 } from '@scure/base';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessRunner } from '../process/process-runner.js';
import {
  decryptSmall,
  encryptSmall,
  generateAgeIdentity,
  identitiesOpen,
  masterRecoveryIdentity,
  parseRecipient,
  recipientOf,
} from './age-identity.js';

const runner = new ProcessRunner(process.env);
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bst-age-'));
});
afterAll(async () => rm(directory, { recursive: true }));

async function age(args: string[], identity?: string): Promise<void> {
  const result = await runner.run({ program: 'age', args, ...(identity !== undefined && { secretFile: identity }) });
  expect(result).toMatchObject({ exitCode: 0, stderrTail: '' });
}

describe('age identities', () => {
  it('are what age-keygen makes of them', async () => {
    const { identity, recipient } = await generateAgeIdentity();
    const { stdout } = await runner.run({ program: 'age-keygen', args: ['-y', '/dev/fd/3'], secretFile: identity });
    expect(stdout.trim()).toBe(recipient);
    expect(await recipientOf(identity)).toBe(recipient);
  });

  it('the program opens what we encrypted, with each recipient’s identity', async () => {
    const keys = await Promise.all([generateAgeIdentity(), generateAgeIdentity()]);
    const plaintext = randomBytes(200_000);
    const file = join(directory, 'ours.age');
    await writeFile(
      file,
      await encryptSmall(
        plaintext,
        keys.map(({ recipient }) => recipient),
      ),
    );
    for (const { identity } of keys) {
      await age(['-d', '-i', '/dev/fd/3', '-o', join(directory, 'ours'), file], identity);
      expect((await readFile(join(directory, 'ours'))).equals(plaintext)).toBe(true);
    }
  });

  it('we open what the program encrypted', async () => {
    const { identity, recipient } = await generateAgeIdentity();
    await writeFile(join(directory, 'plain'), 'a tenant’s key');
    await age(['-r', recipient, '-o', join(directory, 'theirs.age'), join(directory, 'plain')]);
    const opened = await decryptSmall(await readFile(join(directory, 'theirs.age')), identity);
    expect(opened.toString()).toBe('a tenant’s key');
  });

  it('the recovery identity is the same for a master key each time, and the program takes it', async () => {
    const master = Buffer.alloc(32, 7);
    const { identity, recipient } = await masterRecoveryIdentity(master);
    expect(await masterRecoveryIdentity(master)).toEqual({ identity, recipient });
    expect((await masterRecoveryIdentity(Buffer.alloc(32, 8))).recipient).not.toBe(recipient);
    // Fixed for ever: another recipient here would leave every escrowed key without its opener.
    expect(recipient).toBe('age1uqnx0kruklem30k7n40h27xh25jfgtzaenepqmscmgql9l0tgv8svqnmfn');
    await writeFile(join(directory, 'escrow.age'), await encryptSmall('tenant identity', [recipient]));
    await age(['-d', '-i', '/dev/fd/3', '-o', join(directory, 'escrow'), join(directory, 'escrow.age')], identity);
    expect(await readFile(join(directory, 'escrow'), 'utf8')).toBe('tenant identity');
  });

  it('a wrong identity, a cut and a flipped bit are KEY_UNAVAILABLE, and tell no secret', async () => {
    const { identity, recipient } = await generateAgeIdentity();
    const other = await generateAgeIdentity();
    const sealed = await encryptSmall('secret', [recipient]);
    const flipped = Buffer.from(sealed);
    flipped.writeUInt8(flipped.readUInt8(flipped.length - 1) ^ 1, flipped.length - 1);
    for (const [bytes, key] of [
      [sealed, other.identity],
      [sealed.subarray(0, -1), identity],
      [flipped, identity],
      [Buffer.alloc(0), identity],
      [sealed, 'AGE-SECRET-KEY-1NONSENSE'],
    ] as const) {
      const error: unknown = await decryptSmall(bytes, key).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'KEY_UNAVAILABLE' });
      expect(String(error)).not.toContain(key);
    }
    await expect(encryptSmall('x', [])).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
  });
});

describe('identitiesOpen', () => {
  it('tells keys that fit from those of others, by the first bytes alone', async () => {
    const [mine, yours, others] = await Promise.all([
      generateAgeIdentity(),
      generateAgeIdentity(),
      generateAgeIdentity(),
    ]);
    const start = (await encryptSmall(randomBytes(100_000), [mine.recipient, yours.recipient])).subarray(0, 4096);
    expect(await identitiesOpen(start, [others.identity, yours.identity])).toBe(true);
    expect(await identitiesOpen(start, [others.identity])).toBe(false);
    expect(await identitiesOpen(start, [])).toBe(false);
  });

  it('does not judge a header that is cut, or changed', async () => {
    const { identity, recipient } = await generateAgeIdentity();
    const sealed = await encryptSmall('secret', [recipient]);
    const mac = sealed.indexOf('\n--- ') + 5;
    const changed = Buffer.from(sealed).fill(sealed[mac] === 65 ? 'B' : 'A', mac, mac + 1);
    for (const bytes of [sealed.subarray(0, 100), changed]) expect(await identitiesOpen(bytes, [identity])).toBeNull();
  });
});

describe('parseRecipient', () => {
  it('takes a recipient, with white space around it', async () => {
    const { recipient } = await generateAgeIdentity();
    expect(parseRecipient(` ${recipient}\n`)).toBe(recipient);
  });

  it('refuses everything else, and does not repeat an identity', async () => {
    const { identity, recipient } = await generateAgeIdentity();
    const last = recipient.at(-1) === 'q' ? 'p' : 'q';
    const zero = bech32.encodeFromBytes('age', new Uint8Array(32));
    for (const text of [
      '',
      'age1',
      recipient.toUpperCase(),
      recipient.slice(0, -1) + last,
      identity,
      'ssh-ed25519 AAAA',
      zero,
    ]) {
      let error: unknown;
      try {
        parseRecipient(text);
      } catch (thrown) {
        error = thrown;
      }
      expect(error).toMatchObject({ code: 'INVALID_PARAMETER' });
      expect(JSON.stringify(error) + String(error)).not.toContain(identity);
    }
  });
});
