import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ensureMasterKey } from './master-key.mjs';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'master-key-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

it('makes 32 bytes once, for the owner only, and gives the same ever after', () => {
  const key = ensureMasterKey(home);
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect(ensureMasterKey(home)).toBe(key);
  expect(readdirSync(home)).toEqual(['master-key']);
  expect(statSync(join(home, 'master-key')).mode & 0o777).toBe(0o600);
});
