import { merged } from './merged.js';
import { NO_LIMITS, type RetentionRules } from './retention-rules.js';

export const COMPRESSION_ALGORITHMS = ['zstd', 'gzip', 'none'] as const;
export type CompressionAlgorithm = (typeof COMPRESSION_ALGORITHMS)[number];

/** What a tenant decided about its backups (`GET /settings`). Process settings are in config/settings.ts. */
export interface SettingsValues extends RetentionRules {
  compression: { algorithm: CompressionAlgorithm; level: number };
  encryption: { enabled: boolean };
  autoBackup: AutoBackup;
  /** How long what a restore replaced is kept; null: ROLLBACK_WINDOW_HOURS of the process. May be a fraction. */
  rollbackWindowHours: number | null;
  approvalRequired: boolean;
  /** People who sign in with a password and have no second factor may do nothing but set one up. */
  requireTotp: boolean;
  /** The largest dump that may be uploaded. */
  importMaxBytes: number;
  /** How long a restore may be tried out; null: by the size of the backup. May be a fraction. */
  rehearsalMaxHours: number | null;
  /** Jobs of the tenant that hold a source, or rehearse a restore, at the same time; 0: as many as there are. */
  maxJobs: number;
  notifications: NotificationSettings;
  /** Whose backups the clients of the Django original speak of; null: they are not let in. */
  compatibilitySourceId: string | null;
}

/** Of whom is told of what; nothing of it can be set yet. */
export type NotificationSettings = Record<string, never>;

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
  ...NO_LIMITS,
  // Decision 2 has the measurements.
  compression: { algorithm: 'zstd', level: 1 },
  encryption: { enabled: true },
  autoBackup: { enabled: false, hour: 2, minute: 0, timeZone: 'UTC', contents: ['database'], sourceIds: 'all' },
  rollbackWindowHours: null,
  approvalRequired: false,
  requireTotp: false,
  importMaxBytes: 100 * 1024 ** 3,
  rehearsalMaxHours: null,
  maxJobs: 0,
  notifications: {},
  compatibilitySourceId: null,
};

/** What a tenant saved: of each section only what it set. */
export type SavedValues = { [Name in keyof SettingsValues]?: SettingsValues[Name] | Partial<SettingsValues[Name]> };

/** What was saved, over the defaults: section by section. */
export function withDefaults(saved: SavedValues): SettingsValues {
  return merged(DEFAULT_SETTINGS, saved);
}
