import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { ClientPrograms } from '../../platform/postgres/client-programs.js';
import { connect, withConnection } from '../../platform/postgres/connection.js';
import { type Emptying, planEmptying } from '../../platform/postgres/in-place/emptying.js';
import { extensionsThatStay } from '../../platform/postgres/in-place/left-behind.js';
import { readExtensions } from '../../platform/postgres/extensions.js';
import { isSuperuser } from '../../platform/postgres/blockers-rights.js';
import { PsqlSession } from '../../platform/postgres/psql-session.js';
import { readServerInfo } from '../../platform/postgres/server-info.js';
import { endSessionsNamed, fencedApplicationName } from '../../platform/postgres/sessions.js';
import { ProcessRunner } from '../../platform/process/process-runner.js';
import { onlyArtifact, pgDumpMajorOf } from '../backups/artifact-check.js';
import { abortReason } from '../jobs/job-context.js';
import { DumpObserver } from '../backups/dump-observer.js';
import { type MappedArchive, withRolesMapped } from '../backups/mapped-archive.js';
import { ArtifactStreams } from '../backups/artifact-streams.js';
import type { RestoreWork } from './phases/phase.js';

/** A lock that is not had by then is not waited for any longer: everybody else would queue behind us. */
const LOCK_TIMEOUT_MS = 15_000;

/** What one restore in place holds open from its safety backup to its commit. */
export interface InPlaceTransaction {
  psql: PsqlSession;
  /** Sees from a session of its own who is in the way. */
  observer: DumpObserver;
  pgRestoreVersion: string;
  emptying: Emptying;
  keptExtensions: string[];
  archive: MappedArchive;
  isSuperuser: boolean;
  /** By `performance.now()`; null until they do. */
  readersWaitSince: number | null;
  signal: AbortSignal;
  /** SQL that prints another line once somebody has written a large object. */
  largeObjectsDigest: string;
  /** What it printed before the snapshot of the safety backup. */
  largeObjects: string[];
}

/**
 * The one transaction of a restore in place. It is opened before the safety backup and locks every table against
 * writers, so that no row can be committed that neither the safety backup nor the restored database has.
 */
@Injectable()
export class InPlaceTransactions {
  constructor(
    private readonly runner: ProcessRunner,
    private readonly clients: ClientPrograms,
    private readonly streams: ArtifactStreams,
  ) {}

  /** Begins it, journals its id, and keeps writers out. Nothing is changed yet. */
  async open(work: RestoreWork): Promise<InPlaceTransaction> {
    const { job, backup, target } = work;
    const { ownerMap = {} } = work.restore.options;
    const archive = withRolesMapped(await this.streams.readToc(onlyArtifact(backup), job.signal), ownerMap);
    const { toc } = archive;
    const found = await withConnection(target, { applicationName: job.applicationName }, async (live) => {
      const keptExtensions = extensionsThatStay(await readExtensions(live), backup.extensions ?? []);
      const schemaOwners = new Map(
        toc.filter(({ desc, owner }) => desc === 'SCHEMA' && owner !== '').map(({ tag, owner }) => [tag, owner]),
      );
      return {
        keptExtensions,
        emptying: await planEmptying(live, {
          keptExtensions,
          schemaOwners: work.restore.options.noOwner ? new Map() : schemaOwners,
        }),
        serverMajor: (await readServerInfo(live)).major,
        isSuperuser: await isSuperuser(live),
      };
    });
    const { pgRestore } = await this.clients.choose({
      serverMajor: 0,
      targetMajor: found.serverMajor,
      archiveMajor: pgDumpMajorOf(backup),
    });
    const applicationName = inPlaceApplicationName(work);
    const observer = new DumpObserver(
      await connect(work.maintenance, { applicationName: `${job.applicationName} watch` }),
      applicationName,
    );
    const psql = PsqlSession.open({
      ...{ runner: this.runner, pgRestore: pgRestore.pgRestore, target, applicationName },
      lockTimeoutMs: LOCK_TIMEOUT_MS,
      serverMajor: found.serverMajor,
      signal: job.signal,
    });
    const transaction: InPlaceTransaction = {
      ...{ psql, observer, pgRestoreVersion: pgRestore.version, archive },
      ...{ largeObjectsDigest: largeObjectsDigest(found.isSuperuser), largeObjects: [] },
      ...{ readersWaitSince: null, signal: job.signal },
      ...found,
    };
    work.inPlace = transaction;
    await this.begin(work, transaction);
    return transaction;
  }

  /**
   * Sends statements of ours; where they wait for a lock too long, the error says for whom. A job that is to stop does not
   * wait for them.
   */
  async run({ psql, observer, signal }: InPlaceTransaction, sql: string): Promise<string[]> {
    try {
      return await naming(observer, () => psql.run(sql));
    } catch (error) {
      throw signal.aborted ? abortReason(signal) : error;
    }
  }

  /** Resolves when the server has answered. An error does not say whether it is committed. */
  async commit({ psql }: InPlaceTransaction): Promise<void> {
    await psql.run('COMMIT;');
  }

  /**
   * Ends the transaction if it is still open. What its backend was doing must not go on, nor keep its locks: it is
   * ended on the server, and waited for.
   */
  async abandon(work: RestoreWork): Promise<void> {
    const { inPlace, job } = work;
    if (inPlace === null) return;
    work.inPlace = null;
    await inPlace.psql.abandon();
    await inPlace.observer.stop();
    await withConnection(work.maintenance, { applicationName: `${job.applicationName} undo` }, async (admin) => {
      const left = await endSessionsNamed(admin, inPlaceApplicationName(work));
      if (left.length === 0) return;
      throw new AppError('WORKER_LOST', `Our session on the live database does not end: pid ${left[0]?.pid ?? 0}.`, {
        hint: 'End it on the PostgreSQL server (pg_terminate_backend); what it did is rolled back then.',
      });
    });
  }

  private async begin(work: RestoreWork, transaction: InPlaceTransaction): Promise<void> {
    const [xid = ''] = await this.run(transaction, `BEGIN;\nSELECT pg_catalog.pg_current_xact_id();`).then((lines) =>
      lines.slice(-1),
    );
    if (!/^\d+$/.test(xid)) throw new AppError('INTERNAL_ERROR', 'The server did not tell the id of the transaction.');
    await work.journal((journal) => ({ ...journal, inPlace: { xid } }));
    const { tables } = transaction.emptying;
    if (tables.length > 0) await this.run(transaction, `LOCK TABLE ${tables.join(', ')} IN SHARE MODE;`);
    transaction.largeObjects = await this.run(transaction, transaction.largeObjectsDigest);
    work.job.log(
      'info',
      work.restore.phase,
      `Transaction ${xid}: ${tables.length} tables are locked against writers.`,
      {
        xid,
      },
    );
  }
}

/**
 * Large objects cannot be locked against writers alone: reading one takes the same lock. So it is noticed when somebody
 * wrote one. Only a superuser may look at their pages; any other role sees which of them there are.
 */
function largeObjectsDigest(isSuperuser: boolean): string {
  const row = isSuperuser ? `loid || ' ' || pageno || ' ' || xmin::text` : `oid || ' ' || xmin::text`;
  const table = isSuperuser ? 'pg_largeobject' : 'pg_largeobject_metadata';
  return `SELECT pg_catalog.count(*), pg_catalog.sum(pg_catalog.hashtextextended(${row}, 0)) FROM pg_catalog.${table};`;
}

export function inPlaceApplicationName({ job }: RestoreWork): string {
  return fencedApplicationName(job.fenceId, job.job.epoch, 'in place');
}

async function naming<Result>(observer: DumpObserver, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'LOCK_TIMEOUT') throw error;
    const who = observer.blockers ?? 'somebody who is gone by now';
    throw new AppError('LOCK_TIMEOUT', `${error.message}. In the way: ${who}.`, { hint: error.hint, cause: error });
  }
}
