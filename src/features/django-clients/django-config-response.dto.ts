import type { DjangoConfig } from './django-config.js';

export class DjangoConfigResponse implements DjangoConfig {
  /** A superadmin's alone; to others null. */
  backup_directory: string | null;
  /** 0: no limit. */
  max_backups: number;
  /** 0: all are kept. */
  retention_days: number;
  use_compression: boolean;
  auto_backup_enabled: boolean;
  /** In the time zone of the settings (`autoBackup.timeZone`). */
  auto_backup_hour: number;
  /** Media files are not backed up yet. */
  auto_backup_include_media: boolean;
}
