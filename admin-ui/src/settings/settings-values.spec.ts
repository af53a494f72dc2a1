import { describe, expect, it } from '@jest/globals';
import { changesRetention, retentionRules, settingsChanges, settingsValues } from './settings-values.js';

const BEFORE = {
  tenantId: 't',
  maxBackups: 30,
  autoBackup: { enabled: false, hour: 2, minute: 5, sourceIds: 'all' },
  rollbackWindowHours: 24,
  importMaxBytes: 1_000,
  rehearsalMaxHours: null,
  compatibilitySourceId: null,
  backupDirectory: '/var/backups',
};

it('says what was changed, and nothing else', () => {
  expect(settingsChanges({ ...BEFORE }, BEFORE)).toEqual({});
  expect(settingsChanges({ ...BEFORE, importMaxBytes: 2_000, tenantId: 'other' }, BEFORE)).toEqual({
    importMaxBytes: 2_000,
  });
  const autoBackup = { ...BEFORE.autoBackup, sourceIds: ['a'] };
  expect(settingsChanges({ ...BEFORE, autoBackup }, BEFORE)).toEqual({ autoBackup });
});

it('takes an emptied field for none: no limit, or what holds where nothing is set', () => {
  const emptied = { ...BEFORE, maxBackups: null, rollbackWindowHours: '', backupDirectory: '', rehearsalMaxHours: '' };
  expect(settingsChanges(emptied, BEFORE)).toEqual({
    maxBackups: 0,
    rollbackWindowHours: null,
    backupDirectory: null,
  });
});

it('leaves out what whoever is signed in does not see', () => {
  const seen = { maxBackups: 30, importMaxBytes: 1_000 };
  expect(settingsChanges({ ...seen, maxBackups: 31 }, seen)).toEqual({ maxBackups: 31 });
});

it('has the time of the nightly backup in one field', () => {
  const values = settingsValues(BEFORE);
  expect(values.nightlyAt).toBe('02:05');
  expect(settingsChanges(values, BEFORE)).toEqual({});
  expect(settingsChanges({ ...values, nightlyAt: '23:30' }, BEFORE)).toEqual({
    autoBackup: { ...BEFORE.autoBackup, hour: 23, minute: 30 },
  });
  expect(settingsChanges({ ...values, nightlyAt: '' }, BEFORE)).toEqual({});
});

it('knows changes by which other backups would go', () => {
  expect(changesRetention(settingsChanges({ ...BEFORE, maxBackups: 3 }, BEFORE))).toBe(true);
  expect(changesRetention(settingsChanges({ ...BEFORE, importMaxBytes: 3 }, BEFORE))).toBe(false);
});

describe('the rules that a form holds', () => {
  const form = { maxBackups: 30, retentionDays: 0, keep: { daily: 7, weekly: 0 }, rollbackWindowHours: 24 };
  it('are others where others would go, and not where something else was changed', () => {
    expect(retentionRules({ ...form, rollbackWindowHours: 48 })).toBe(retentionRules(form));
    expect(retentionRules({ ...form, retentionDays: null, keep: { daily: 7, weekly: '' } })).toBe(retentionRules(form));
    expect(retentionRules({ ...form, maxBackups: 29 })).not.toBe(retentionRules(form));
    expect(retentionRules({ ...form, keep: { daily: 7, weekly: 1 } })).not.toBe(retentionRules(form));
  });
});
