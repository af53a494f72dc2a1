import { describe, expect, it } from '@jest/globals';
import type { DatabaseProperties } from '../../platform/postgres/database-properties.js';
import { outsideChanges, type OutsideState } from './shared-objects.js';

const live: DatabaseProperties = {
  oid: 1,
  name: 'shop',
  owner: 'app',
  encoding: 'UTF8',
  collate: 'C',
  ctype: 'C',
  provider: 'libc',
  locale: null,
  icuRules: null,
  tablespace: 'pg_default',
  connectionLimit: -1,
  isTemplate: false,
  comment: null,
  securityLabels: [],
  settings: [],
  grants: [],
};
const before: OutsideState = { roles: ['app'], databases: ['postgres', 'shop'], live };

describe('outsideChanges', () => {
  it('is empty when the migrations stayed inside', () => {
    expect(outsideChanges(before, before)).toEqual([]);
  });

  it('names roles and databases that came or went', () => {
    const after = { ...before, roles: ['app', 'reporter'], databases: ['postgres'] };
    expect(outsideChanges(before, after)).toEqual([
      expect.stringContaining('the role "reporter" appeared'),
      expect.stringContaining('the database "shop" disappeared'),
    ]);
  });

  it('does not speak of the scratch databases of other checks', () => {
    const after = { ...before, databases: [...before.databases, 'bst_scratch_0123456789ab'] };
    expect(outsideChanges(before, after)).toEqual([]);
    const alike = { ...before, databases: [...before.databases, 'bst_scratch_mine'] };
    expect(outsideChanges(before, alike)).toHaveLength(1);
  });

  it('names what changed on the live database', () => {
    const after = { ...before, live: { ...live, settings: [{ role: null, name: 'work_mem', value: '9MB' }] } };
    expect(outsideChanges(before, after)).toEqual([expect.stringContaining('work_mem')]);
  });
});
