import type { EffectiveSettings } from '../settings/settings.service.js';
import type { UpdateSettingsRequest } from '../settings/settings-requests.dto.js';
import { DEFAULT_SETTINGS } from '../settings/settings-values.js';
import type { DjangoConfigRequest } from './django-requests.dto.js';

/** The seven settings of the original. */
export interface DjangoConfig {
  backup_directory: string | null;
  max_backups: number;
  retention_days: number;
  use_compression: boolean;
  auto_backup_enabled: boolean;
  auto_backup_hour: number;
  auto_backup_include_media: boolean;
}

export function toDjangoConfig({ values, backupDirectory }: EffectiveSettings): DjangoConfig {
  return {
    backup_directory: backupDirectory,
    max_backups: values.maxBackups,
    retention_days: values.retentionDays,
    use_compression: values.compression.algorithm !== 'none',
    auto_backup_enabled: values.autoBackup.enabled,
    auto_backup_hour: values.autoBackup.hour,
    auto_backup_include_media: false,
  };
}

/**
 * What is to be saved for it. The original's forms send back all that they read: what is as it was is not named, so that
 * it needs no right of its own, and so that "compressed" does not become another compression than was chosen.
 */
export function fromDjangoConfig(request: DjangoConfigRequest, now: DjangoConfig): UpdateSettingsRequest {
  const { backup_directory: directory, use_compression: isCompressed } = request;
  const isMoved = directory !== undefined && directory !== null && directory !== now.backup_directory;
  const compression = isCompressed === true ? DEFAULT_SETTINGS.compression : { algorithm: 'none' as const };
  return {
    maxBackups: request.max_backups,
    retentionDays: request.retention_days,
    autoBackup: { enabled: request.auto_backup_enabled, hour: request.auto_backup_hour },
    ...(isMoved ? { backupDirectory: directory } : {}),
    ...(isCompressed === undefined || isCompressed === now.use_compression ? {} : { compression }),
  };
}
