import { AppError } from '../../common/app-error.js';
import { ageDecrypt, ageEncrypt } from '../../platform/pipeline/age.js';
import { gzipCompress, gzipDecompress } from '../../platform/pipeline/gzip.js';
import type { PipelineStage } from '../../platform/pipeline/stage.js';
import { type ZstdCompression, zstdCompress, zstdDecompress } from '../../platform/pipeline/zstd.js';
import type { ProcessRunner } from '../../platform/process/process-runner.js';
import type { SettingsValues } from '../settings/settings-values.js';
import type { ArtifactForm, ArtifactPacking } from './artifact-form.js';

/** From the plain archive to the stored bytes. */
export function packers(runner: ProcessRunner, { compression, key }: ArtifactPacking): PipelineStage[] {
  return [
    ...compressors(runner, compression),
    ...(key === null ? [] : [ageEncrypt({ runner, program: 'age', recipients: key.recipients })]),
  ];
}

/**
 * From the stored bytes to the plain archive, by what the artifact's own record says. `identity` opens what is encrypted.
 * Throws ARCHIVE_UNREADABLE for a form that no release of ours writes: nothing of it is taken for plain.
 */
export function openers(runner: ProcessRunner, form: ArtifactForm, identity: string | null): PipelineStage[] {
  return [...decryptors(runner, form, identity), ...decompressors(runner, form)];
}

/**
 * Level 1 with a larger table: the quickest that was smaller than gzip -6 for each of seven databases tried
 * (docs/decisions/0002). A thread per core: measured on two, a little quicker than one alone, though the dump and the
 * server work beside it.
 */
function zstdOf(level: number): ZstdCompression {
  return { level, threads: 0, ...(level === 1 ? { hashLog: 15 } : {}) };
}

function compressors(runner: ProcessRunner, { algorithm, level }: SettingsValues['compression']): PipelineStage[] {
  switch (algorithm) {
    case 'zstd':
      return [zstdCompress({ runner, program: 'zstd', ...zstdOf(level) })];
    case 'gzip':
      return [gzipCompress({ runner, level })];
    case 'none':
      return [];
  }
}

function decompressors(runner: ProcessRunner, { compression }: ArtifactForm): PipelineStage[] {
  switch (compression) {
    case 'zstd':
      return [zstdDecompress({ runner, program: 'zstd' })];
    case 'gzip':
      return [gzipDecompress({ runner })];
    case 'none':
      return [];
    default:
      throw unknownForm(compression);
  }
}

function decryptors(
  runner: ProcessRunner,
  { encryption }: Pick<ArtifactForm, 'encryption'>,
  identity: string | null,
): PipelineStage[] {
  switch (encryption) {
    case 'age':
      if (identity === null) throw new AppError('KEY_UNAVAILABLE', 'The record of this artifact names no key.');
      return [ageDecrypt({ runner, program: 'age', identity })];
    case 'none':
      return [];
    default:
      throw unknownForm(encryption);
  }
}

function unknownForm(form: never): AppError {
  return new AppError('ARCHIVE_UNREADABLE', `The record calls the artifact "${String(form)}", which is unknown.`, {
    hint: 'A newer release wrote it, or somebody changed the record. Its file name says what opens it (docs/recovery.md).',
  });
}
