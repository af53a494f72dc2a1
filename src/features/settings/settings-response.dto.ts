import { ApiProperty } from '@nestjs/swagger';
import { KeepCountsResponse } from './retention-rules.dto.js';
import type { SettingChange } from './setting-change.entity.js';
import { COMPRESSION_ALGORITHMS, type CompressionAlgorithm } from './settings-values.js';
import type { EffectiveSettings } from './settings.service.js';

export class CompressionResponse {
  @ApiProperty({ enum: COMPRESSION_ALGORITHMS })
  algorithm: CompressionAlgorithm;
  level: number;
}

export class EncryptionResponse {
  enabled: boolean;
}

export class AutoBackupResponse {
  enabled: boolean;
  hour: number;
  minute: number;
  /** IANA name. */
  timeZone: string;
  contents: string[];
  @ApiProperty({
    oneOf: [
      { type: 'string', enum: ['all'] },
      { type: 'array', items: { type: 'string', format: 'uuid' } },
    ],
  })
  sourceIds: string[] | 'all';
}

/** What holds for a tenant now, whether it was set or is the default. */
export class SettingsResponse {
  tenantId: string;
  /** 0: no limit, here and in all that follow. */
  maxBackups: number;
  retentionDays: number;
  maxManual: number;
  keep: KeepCountsResponse;
  quotaBytes: number;
  compression: CompressionResponse;
  encryption: EncryptionResponse;
  autoBackup: AutoBackupResponse;
  /** May be a fraction. */
  rollbackWindowHours: number;
  approvalRequired: boolean;
  /** Whether people who sign in with a password need a second factor; of `default`: superadmins as well. */
  requireTotp: boolean;
  /** The largest dump that may be uploaded. */
  importMaxBytes: number;
  /** How long a restore may be tried out (`verify` to level `restored`, drills); null: by the size of the backup. */
  rehearsalMaxHours: number | null;
  maxJobs: number;
  notifications: Record<string, unknown>;
  /** Whose backups the clients of the Django original speak of (`/api/backup/…`); null: they are not let in. */
  compatibilitySourceId: string | null;
  /** Where new backups go. A superadmin's alone. */
  backupDirectory?: string;

  static of({ tenantId, values, backupDirectory }: EffectiveSettings): SettingsResponse {
    const where = backupDirectory === null ? {} : { backupDirectory };
    return Object.assign(new SettingsResponse(), { tenantId, ...values, ...where });
  }
}

/** A setting is of any of these; null where there was none. */
const SETTING = {
  nullable: true,
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: { type: 'string' } },
    { type: 'object' },
  ],
};

/** Who changed a setting, when, from what to what. */
export class SettingChangeResponse {
  id: string;
  /** null: a setting of the instance. */
  tenantId: string | null;
  at: Date;
  changedBy: string;
  /** @example "autoBackup.hour" */
  field: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: 2 })
  @ApiProperty(SETTING)
  before: unknown;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: 4 })
  @ApiProperty(SETTING)
  after: unknown;

  static of({ id, tenantId, createdAt, changedBy, field, before, after }: SettingChange): SettingChangeResponse {
    return Object.assign(new SettingChangeResponse(), { id, tenantId, at: createdAt, changedBy, field, before, after });
  }
}
