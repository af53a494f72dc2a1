export const COMPRESSION_ALGORITHMS = ['zstd', 'gzip', 'none'] as const;
export type CompressionAlgorithm = (typeof COMPRESSION_ALGORITHMS)[number];

/** What a tenant decided about its backups (`GET /settings`). Process settings are in config/settings.ts. */
export interface SettingsValues {
  /** Completed backups kept per source; 0: no limit. */
  maxBackups: number;
  /** Days; 0: no limit. */
  retentionDays: number;
  /** Manual backups kept per source; 0: no limit of their own. */
  maxManual: number;
  compression: { algorithm: CompressionAlgorithm; level: number };
  encryption: { enabled: boolean };
  autoBackup: AutoBackup;
  /** How long what a restore replaced is kept; null: ROLLBACK_WINDOW_HOURS of the process. May be a fraction. */
  rollbackWindowHours: number | null;
  approvalRequired: boolean;
  notifications: Record<string, never>;
}

/** The nightly backup. */
export interface AutoBackup {
  enabled: boolean;
  hour: number;
  minute: number;
  /** IANA name. */
  timeZone: string;
  contents: 'database'[];
  sourceIds: string[] | 'all';
}

export const DEFAULT_SETTINGS: SettingsValues = {
  maxBackups: 0,
  retentionDays: 0,
  maxManual: 0,
  // Decision 2 has the measurements.
  compression: { algorithm: 'zstd', level: 1 },
  encryption: { enabled: true },
  autoBackup: { enabled: false, hour: 2, minute: 0, timeZone: 'UTC', contents: ['database'], sourceIds: 'all' },
  rollbackWindowHours: null,
  approvalRequired: false,
  notifications: {},
};

/** What was saved, over the defaults: section by section. */
export function withDefaults(saved: Partial<SettingsValues>): SettingsValues {
  return {
    ...DEFAULT_SETTINGS,
    ...saved,
    compression: { ...DEFAULT_SETTINGS.compression, ...saved.compression },
    encryption: { ...DEFAULT_SETTINGS.encryption, ...saved.encryption },
    autoBackup: { ...DEFAULT_SETTINGS.autoBackup, ...saved.autoBackup },
    notifications: { ...DEFAULT_SETTINGS.notifications, ...saved.notifications },
  };
}
