import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { AppError } from '../../../common/app-error.js';
import { withConnection } from '../../../platform/postgres/connection.js';
import { listOfEntries } from '../../../platform/postgres/in-place/left-behind.js';
import { readLockNeed } from '../../../platform/postgres/in-place/lock-memory.js';
import { onlyArtifact } from '../../backups/artifact-check.js';
import { ArtifactStreams } from '../../backups/artifact-streams.js';
import { ownerMapText } from '../../backups/mapped-archive.js';
import { ByteProgress } from '../../jobs/byte-progress.js';
import { progressAt } from '../../jobs/progress.js';
import { type InPlaceTransaction, InPlaceTransactions } from '../in-place-transaction.js';
import { openTransactionOf, type Phase, type PhaseDetail, type RestoreWork } from './phase.js';

/** What streaming the rows is of a whole restore. */
const FROM_PERCENT = 40;
const TO_PERCENT = 74;

/** Empties the live database and restores into it, in the transaction that the safety backup was taken under. */
@Injectable()
export class ReplacingPhase implements Phase {
  readonly name = 'replacing';

  constructor(
    private readonly transactions: InPlaceTransactions,
    private readonly streams: ArtifactStreams,
  ) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const inPlace = openTransactionOf(work);
    await this.assertLockMemory(work, inPlace);
    await this.empty(work, inPlace);
    await this.restore(work, inPlace);
    return { detail: { pgRestore: inPlace.pgRestoreVersion } };
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
    inPlace.readersWaitSince = performance.now();
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
}
