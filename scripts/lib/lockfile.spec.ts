import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { completeLockfile, type Lockfile, missingOptional } from './lockfile.mjs';

describe('package-lock.json', () => {
  it('is complete, or npm ci refuses it on every machine: run node scripts/complete-lockfile.mjs', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;
    expect(missingOptional(lock).map(({ name }) => name)).toEqual([]);
  });
});

describe('completeLockfile', () => {
  const lock = (): Lockfile => ({
    packages: {
      '': {},
      'node_modules/core': {
        dev: true,
        optionalDependencies: { 'core-linux-x64-gnu': '1.0.0', 'core-darwin-arm64': '1.0.0' },
      },
      'node_modules/core/node_modules/core-linux-x64-gnu': { version: '1.0.0' },
    },
  });

  it('adds only what is missing, for its platform and processor', () => {
    const incomplete = lock();
    expect(completeLockfile(incomplete)).toEqual(['core-darwin-arm64']);
    expect(incomplete.packages['node_modules/core-darwin-arm64']).toEqual({
      version: '1.0.0',
      cpu: ['arm64'],
      dev: true,
      optional: true,
      os: ['darwin'],
    });
    expect(completeLockfile(incomplete)).toEqual([]);
  });
});
