import { expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS, type SettingsValues } from '../settings/settings-values.js';
import { fromDjangoConfig, toDjangoConfig } from './django-config.js';

const NAMED = { autoBackup: {} };
const settings = (changes: Partial<SettingsValues> = {}, backupDirectory: string | null = '/app/backups') => ({
  tenantId: 'a-tenant',
  values: { ...DEFAULT_SETTINGS, rollbackWindowHours: 24, ...changes } as SettingsValues & {
    rollbackWindowHours: number;
  },
  backupDirectory,
});

it('tells the settings in the words of the original', () => {
  const autoBackup = { ...DEFAULT_SETTINGS.autoBackup, enabled: true, hour: 4, minute: 30 };
  expect(toDjangoConfig(settings({ maxBackups: 10, retentionDays: 30, autoBackup }))).toEqual({
    backup_directory: '/app/backups',
    max_backups: 10,
    retention_days: 30,
    use_compression: true,
    auto_backup_enabled: true,
    auto_backup_hour: 4,
    auto_backup_include_media: false,
  });
  const compression = { algorithm: 'none' as const, level: 1 };
  expect(toDjangoConfig(settings({ compression })).use_compression).toBe(false);
});

it('leaves alone what is sent back as it was read', () => {
  const now = toDjangoConfig(settings({ compression: { algorithm: 'gzip', level: 9 } }));
  const saved = fromDjangoConfig(now, now);
  expect(saved).not.toHaveProperty('backupDirectory');
  expect(saved).not.toHaveProperty('compression');
  const hidden = toDjangoConfig(settings({}, null));
  expect(fromDjangoConfig(hidden, hidden)).not.toHaveProperty('backupDirectory');
});

it.each([
  [
    { max_backups: 5, retention_days: 0 },
    { ...NAMED, maxBackups: 5, retentionDays: 0 },
  ],
  [{ auto_backup_enabled: true, auto_backup_hour: 0 }, { autoBackup: { enabled: true, hour: 0 } }],
  [{ use_compression: false }, { ...NAMED, compression: { algorithm: 'none' } }],
  [{ use_compression: true }, NAMED],
  [{ backup_directory: '/srv/backups' }, { ...NAMED, backupDirectory: '/srv/backups' }],
])('%j', (request, expected) => {
  expect(fromDjangoConfig(request, toDjangoConfig(settings()))).toEqual(expected);
});

it('compresses as is usual where nothing was compressed', () => {
  const now = toDjangoConfig(settings({ compression: { algorithm: 'none', level: 1 } }));
  expect(fromDjangoConfig({ use_compression: true }, now).compression).toEqual(DEFAULT_SETTINGS.compression);
});
