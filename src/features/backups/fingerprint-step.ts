import type { ArchiveReader } from '../../platform/postgres/archive/archive-reader.js';
import { type ConnectionTarget, withConnection } from '../../platform/postgres/connection.js';
import { Rate } from '../../platform/pipeline/rate.js';
import type { Warning } from './backup.entity.js';
import type { CaptureContext } from './capture-context.js';
import { type Fingerprints, takeFingerprints } from './fingerprints.js';

/** From where the dump leaves off to where the reading back begins. */
export const FINGERPRINTS_FROM_PERCENT = 60;
const TO_PERCENT = 89;

/** A table that is locked for longer has no fingerprint: no reason to fail a backup that is whole. */
const LOCK_TIMEOUT_MS = 10_000;

export interface DumpedTables {
  target: ConnectionTarget;
  snapshotId: string;
  archive: ArchiveReader;
  tableCounts: Record<string, number>;
  countConditions: Record<string, string>;
}

/** Reads all rows a second time, in the snapshot of the dump, in a session of its own. */
export async function fingerprintDump(
  dumped: DumpedTables,
  context: CaptureContext,
): Promise<{ fingerprints: Fingerprints; warnings: Warning[] }> {
  const { target, archive, ...request } = dumped;
  const total = Object.keys(dumped.tableCounts).length;
  context.log('info', 'fingerprints', `Fingerprinting ${total} tables in the snapshot of the dump.`);
  const startedAt = performance.now();
  const report = progressOf(archive, context);
  report(0);
  const result = await withConnection(
    target,
    { applicationName: context.applicationName, lockTimeoutMs: LOCK_TIMEOUT_MS },
    (db) => takeFingerprints({ ...request, db, signal: context.signal, onProgress: report }),
  );
  for (const { message } of result.warnings) context.log('warn', 'fingerprints', message);
  const tables = Object.keys(result.fingerprints.tables).length;
  context.log('info', 'fingerprints', `${tables} of ${total} tables have a fingerprint.`, {
    seconds: Math.round(performance.now() - startedAt) / 1_000,
  });
  return result;
}

/** By the bytes of the tables' rows: one table may be all of a database. */
function progressOf(archive: ArchiveReader, context: CaptureContext): (done: number) => void {
  const upTo = [0];
  for (const { bytes } of archive.tableRows()) upTo.push((upTo.at(-1) ?? 0) + bytes);
  const total = upTo.at(-1) ?? 0;
  const rate = new Rate();
  return (done) => {
    const bytes = upTo[done] ?? total;
    const now = performance.now();
    rate.add(now, bytes);
    const share = total === 0 ? 1 : bytes / total;
    context
      .progress({
        phase: 'fingerprints',
        percent: Math.round(FINGERPRINTS_FROM_PERCENT + share * (TO_PERCENT - FINGERPRINTS_FROM_PERCENT)),
        bytes,
        bytesPerSecond: Math.round(rate.bytesPerSecond(now)),
        etaSeconds: rate.etaSeconds(now, total),
      })
      .catch(() => undefined); // a worker that lost its job is stopped by its watch; progress is no reason to fail
  };
}
