import type { CompressionAlgorithm } from '../settings/settings-values.js';

/** A completed backup, as a measurement. */
export interface MeasuredBackup {
  databaseSize: number;
  rawBytes: number;
  storedBytes: number;
  durationMs: number;
  compression: CompressionAlgorithm;
}

export interface EstimateBasis {
  /** Of the database as it is now. */
  databaseSize: number;
  /** Of its tables with TOAST, without indexes; null where they were locked. */
  tableBytes: number | null;
  /** The newest ones of the source. */
  own: readonly MeasuredBackup[];
  /** The newest ones of the tenant's other sources: what its machines and its store can do. */
  others: readonly MeasuredBackup[];
  /** Of the backup to be made. */
  compression: CompressionAlgorithm;
}

export const CONFIDENCES = ['high', 'medium', 'low'] as const;

export interface BackupEstimate {
  rawBytes: number;
  storedBytes: number;
  seconds: number;
  confidence: (typeof CONFIDENCES)[number];
}

/** Connecting, locking, the manifest: what a backup takes however small it is. */
const OVERHEAD_MS = 1_500;
/** Where nothing was measured: what a modest disk and two cores do, and what zstd and gzip make of text. */
const BYTES_PER_SECOND = 50_000_000;
const STORED_OF_RAW: Record<CompressionAlgorithm, number> = { zstd: 0.3, gzip: 0.3, none: 1 };
/** Of a whole database, where its tables could not be asked: the rest is indexes. */
const TABLES_OF_DATABASE = 0.7;
/** The time of a small backup says little of a large one. */
const TELLING_BYTES = 100_000_000;
const TELLING_SHARE = 0.2;

/** What a backup would be, from what the last ones were; from sizes alone where there are none. Pure. */
export function estimateBackup(basis: EstimateBasis): BackupEstimate {
  const { databaseSize, tableBytes, own, others, compression } = basis;
  const share = median(own.map((backup) => backup.rawBytes / backup.databaseSize));
  const rawBytes = share === null ? (tableBytes ?? databaseSize * TABLES_OF_DATABASE) : databaseSize * share;

  const packed = (backups: readonly MeasuredBackup[]): number | null =>
    median(backups.filter((backup) => backup.compression === compression).map((one) => one.storedBytes / one.rawBytes));
  const storedOfRaw = packed(own) ?? packed(others) ?? STORED_OF_RAW[compression];

  const telling = (backups: readonly MeasuredBackup[]): number | null =>
    median(
      backups
        .filter((one) => one.rawBytes >= Math.min(TELLING_BYTES, rawBytes * TELLING_SHARE))
        .map((one) => Math.max(0, one.durationMs - OVERHEAD_MS) / one.rawBytes),
    );
  const msPerByte = telling(own) ?? telling(others) ?? 1_000 / BYTES_PER_SECOND;

  const close = own.filter((one) => one.rawBytes < rawBytes * 2 && one.rawBytes > rawBytes / 2);
  return {
    rawBytes: Math.round(rawBytes),
    storedBytes: Math.round(rawBytes * storedOfRaw),
    seconds: Math.round((OVERHEAD_MS + rawBytes * msPerByte) / 100) / 10,
    confidence: own.length === 0 ? 'low' : close.length >= 3 ? 'high' : 'medium',
  };
}

/** null of nothing. */
function median(values: readonly number[]): number | null {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
