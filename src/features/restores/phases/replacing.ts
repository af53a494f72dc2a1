import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/app-error.js';
import { updateRow } from '../../../database/update-row.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { listOfEntries } from '../../../platform/postgres/in-place/left-behind.js';
import { readLockNeed } from '../../../platform/postgres/in-place/lock-memory.js';
import { onlyArtifact } from '../../backups/artifact-check.js';
import { ArtifactStreams } from '../../backups/artifact-streams.js';
import { assertSameCounts } from '../../backups/count-comparison.js';
import { ownerMapText } from '../../backups/mapped-archive.js';
import { ByteProgress } from '../../jobs/byte-progress.js';
import { progressAt } from '../../jobs/progress.js';
import { type InPlaceTransaction, InPlaceTransactions } from '../in-place-transaction.js';
import { Restore } from '../restore.entity.js';
import type { Phase, PhaseDetail, RestoreWork } from './phase.js';

/** What streaming the rows is of a whole restore. */
const FROM_PERCENT = 40;
const TO_PERCENT = 80;

/**
 * Empties the live database, restores into it and counts, all in the transaction that the safety backup was taken
 * under; then commits. Until the COMMIT is answered everything that happened can be told from the id of the transaction.
 */
@Injectable()
export class ReplacingPhase implements Phase {
  readonly name = 'replacing';

  constructor(
    private readonly transactions: InPlaceTransactions,
    private readonly streams: ArtifactStreams,
  ) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { job } = work;
    const { inPlace } = work;
    if (inPlace === null) throw new Error('The transaction of the restore is not open.');
    await this.assertLockMemory(work, inPlace);
    const startedAt = performance.now();
    await this.empty(work, inPlace);
    await this.restore(work, inPlace);
    await this.count(work, inPlace);
    job.throwIfAborted();
    // Fenced: a worker that was frozen until here commits nothing. And nobody is told "canceled" of what is committed.
    await job.refuseCancellation();
    await this.transactions.run(inPlace, 'COMMIT;');
    const lockedMs = Math.round(performance.now() - startedAt);
    await this.recordCommit(work, lockedMs);
    job.log('info', this.name, `Committed. Clients waited ${lockedMs} ms.`, { lockedMs });
    return { detail: { lockedMs, rows: work.report.rowsCompared, pgRestore: inPlace.pgRestoreVersion } };
  }

  /** The live database is replaced: the record says so before anything else. Also called by a worker that finds it so. */
  async recordCommit(work: RestoreWork, lockedMs: number | null): Promise<void> {
    const { job, restore, report } = work;
    const swappedAt = restore.swappedAt ?? new Date();
    report.swap = { downtimeMs: lockedMs, endedSessions: 0, attempts: 1 };
    await job.transaction((manager) =>
      updateRow(manager, Restore, restore.id, { swappedAt, downtimeMs: lockedMs, report }),
    );
    restore.swappedAt = swappedAt;
  }

  private async assertLockMemory({ target, job, backup }: RestoreWork, { archive }: InPlaceTransaction): Promise<void> {
    const { toc } = archive;
    const { needed, free } = await withConnection(target, { applicationName: job.applicationName }, (live) =>
      readLockNeed(live, { toc, tables: 0, largeObjects: toc.filter(({ desc }) => desc === 'BLOB').length }),
    );
    if (needed <= free) return;
    throw new AppError(
      'RESTORE_FAILED',
      `One transaction would need about ${needed} locks; the server has room for ${free}.`,
      { hint: `Raise max_locks_per_transaction. Nothing was touched (backup ${backup.id} is as good as before).` },
    );
  }

  private async empty(work: RestoreWork, inPlace: InPlaceTransaction): Promise<void> {
    const { tables, statements, whatIsLeft } = inPlace.emptying;
    work.job.log('info', this.name, 'Emptying the live database, in the transaction; from here on readers wait, too.');
    await work.progress(progressAt(this.name, FROM_PERCENT));
    if (tables.length > 0)
      await this.transactions.run(inPlace, `LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE;`);
    await this.assertLargeObjectsUnchanged(inPlace);
    await this.transactions.run(inPlace, statements.map((statement) => `${statement};\n`).join(''));
    const left = await this.transactions.run(inPlace, `${whatIsLeft};`);
    if (left.length === 0) return;
    const names = left.map((line) => JSON.parse(line) as string);
    throw new AppError(
      'RESTORE_FAILED',
      `What stood in the database is not all gone: ${names.slice(0, 5).join(', ')}.`,
      {
        hint: 'Somebody made it while the restore ran. Everything is rolled back; make a new plan and look at it.',
      },
    );
  }

  private async assertLargeObjectsUnchanged(inPlace: InPlaceTransaction): Promise<void> {
    // Nobody reads them any more but we: now they can be locked, by who may.
    if (inPlace.isSuperuser)
      await this.transactions.run(inPlace, 'LOCK TABLE pg_catalog.pg_largeobject IN SHARE MODE;');
    const now = await this.transactions.run(inPlace, inPlace.largeObjectsDigest);
    if (isDeepStrictEqual(now, inPlace.largeObjects)) return;
    throw new AppError('RESTORE_FAILED', 'Somebody wrote large objects while the safety backup was taken.', {
      hint: 'They would be lost: nothing was changed. Stop who writes them, and ask again.',
    });
  }

  private async restore(work: RestoreWork, inPlace: InPlaceTransaction): Promise<void> {
    const { job, backup, restore } = work;
    const { psql, observer, archive, keptExtensions, emptying } = inPlace;
    const { noOwner, ownerMap = {} } = restore.options;
    if (archive.streamed.toc !== undefined)
      job.log('info', this.name, `Roles of the backup have other names here: ${ownerMapText(ownerMap)}.`);
    const startedAt = performance.now();
    const progress = new ByteProgress({
      phase: this.name,
      expectedBytes: backup.rawBytes ?? 0,
      percentOf: (share) => Math.round(FROM_PERCENT + share * (TO_PERCENT - FROM_PERCENT)),
      write: (written) => work.progress(written),
    });
    psql.restoreArguments = noOwner ? ['--no-owner', '--no-acl'] : [];
    await this.streams.open({
      artifact: onlyArtifact(backup),
      ...archive.streamed,
      signal: job.signal,
      sink: psql.restoreSink(listOfEntries(archive.toc, { extensions: keptExtensions, schemas: emptying.schemas })),
      onBytes: (total) => {
        progress.moved(total);
      },
      isStillWorking: () => observer.isWorking(),
    });
    const seconds = Math.round(performance.now() - startedAt) / 1_000;
    job.log('info', this.name, `pg_restore ${inPlace.pgRestoreVersion} and psql are through.`, { seconds });
  }

  /** In the transaction: rows that are not as they were backed up are never seen by anybody. */
  private async count(work: RestoreWork, inPlace: InPlaceTransaction): Promise<void> {
    const { job, backup, report } = work;
    const expected = new Map(Object.entries(backup.tableCounts ?? {}));
    await work.progress(progressAt(this.name, TO_PERCENT + 5));
    const tables = [...expected.keys()];
    const counting = tables.map(
      (table) => `SELECT pg_catalog.count(*) FROM ONLY ${table} ${backup.countConditions[table] ?? ''};`,
    );
    const [, ...lines] = await this.transactions.run(inPlace, [AS_WE_SPEAK, ...counting].join('\n'));
    const found = new Map(tables.map((table, index) => [table, Number(lines[index] ?? Number.NaN)]));
    report.tables = [...expected].map(([table, count]) => ({ table, backup: count, restored: found.get(table) ?? 0 }));
    report.rowsCompared = [...found.values()].reduce((sum, count) => sum + count, 0);
    assertSameCounts(expected, found, 'the backup’s record', 'the restored database');
    job.log('info', this.name, `Every table has the rows of the backup: ${report.rowsCompared} in all.`);
  }
}

/** The archive's script set some of it otherwise. Prints one line. */
const AS_WE_SPEAK = `SET client_encoding = 'UTF8'; SET row_security = off; SET search_path = pg_catalog;
SELECT 'counting';`;
