import { AppError } from '../../common/app-error.js';
import type { CompressionAlgorithm, SettingsValues } from './settings-values.js';

interface FieldError {
  field: string;
  message: string;
}

/** What the programs take. */
const LEVELS: Record<CompressionAlgorithm, { from: number; to: number }> = {
  zstd: { from: 1, to: 19 },
  gzip: { from: 1, to: 9 },
  none: { from: 0, to: 19 },
};

/** What no field can say of itself alone: how settings go together. Throws INVALID_PARAMETER naming each that does not. */
export function assertSettingsGoTogether(values: SettingsValues): void {
  const errors = [...compressionErrors(values), ...autoBackupErrors(values)];
  if (errors.length === 0) return;
  throw new AppError('INVALID_PARAMETER', `These settings cannot be: ${errors.map(({ field }) => field).join(', ')}.`, {
    hint: 'What each setting takes stands in docs/operations.md.',
    errors,
  });
}

function compressionErrors({ compression: { algorithm, level } }: SettingsValues): FieldError[] {
  const { from, to } = LEVELS[algorithm];
  if (level >= from && level <= to) return [];
  return [{ field: 'compression.level', message: `must be from ${from} to ${to} with ${algorithm}` }];
}

function autoBackupErrors({ autoBackup: { enabled, sourceIds } }: SettingsValues): FieldError[] {
  if (!enabled || sourceIds === 'all' || sourceIds.length > 0) return [];
  return [{ field: 'autoBackup.sourceIds', message: 'must name a source, or be "all", while autoBackup is enabled' }];
}
