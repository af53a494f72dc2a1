import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import { updateRow } from '../../database/update-row.js';
import { type ConnectionTarget, withConnection } from '../../platform/postgres/connection.js';
import {
  createScratchDatabase,
  dropScratchDatabase,
  scratchDatabaseName,
  type ScratchProperties,
} from '../../platform/postgres/scratch-database.js';
import {
  createGuestRole,
  dropGuestRole,
  type GuestRole,
  guestRoleName,
  readOwnPowers,
} from '../../platform/postgres/guest-role.js';
import { endPredecessors } from '../../platform/postgres/sessions.js';
import { fenceIdOf, type JobContext } from '../jobs/job-context.js';
import { SourceConnections } from '../sources/source-connections.js';
import { Source } from '../sources/source.entity.js';
import { ScratchDatabase } from './scratch-database.entity.js';

export interface ScratchRequest {
  job: JobContext;
  source: Source;
  /** A database of the source's server that is not the source's own. */
  maintenance: ConnectionTarget;
  properties: ScratchProperties;
  /** False: what is tried out may hold anything, and runs as a role that is made for it alone. */
  isTrusted: boolean;
}

/**
 * Databases that are made to try something out, and dropped whatever comes of it. Journalled before they are made, so
 * that one whose worker was killed, or whose server was away, is dropped by the sweep: by name and OID, never by a pattern.
 */
@Injectable()
export class ScratchDatabases {
  private readonly logger = new Logger(ScratchDatabases.name);

  constructor(
    private readonly database: Database,
    private readonly connections: SourceConnections,
  ) {}

  /** Makes one, hands it to `work`, and drops it. */
  async use<Result>(request: ScratchRequest, work: (scratch: ConnectionTarget) => Promise<Result>): Promise<Result> {
    const { job, source, maintenance } = request;
    const guestName = request.isTrusted ? null : await guestNameFor(request);
    const entry = await job.transaction((manager) =>
      manager.save(
        manager.create(ScratchDatabase, {
          ...{ tenantId: source.tenantId, sourceId: source.id, jobId: job.job.id },
          ...{ name: scratchDatabaseName(), oid: null, guest: guestName, guestOid: null },
        }),
      ),
    );
    const guest = await this.create(entry, request).catch(async (error: unknown) => {
      // Whoever has that name, it is not ours to drop. After any other error it may have come to be.
      if (error instanceof AppError && error.code === 'CONFLICT') await this.forget(entry);
      else await this.dropAfterwards(entry, request);
      throw error;
    });
    try {
      const as = guest === null ? {} : { user: guest.name, password: guest.password };
      return await work({ ...maintenance, ...as, database: entry.name });
    } finally {
      await this.dropAfterwards(entry, request);
    }
  }

  /** After a crash: what the workers before left of this job. Their sessions must have been ended. */
  async dropOf(job: JobContext, maintenance: ConnectionTarget): Promise<void> {
    const left = await this.database.asSystem((manager) => manager.findBy(ScratchDatabase, { jobId: job.job.id }));
    for (const entry of left) await this.drop(entry, maintenance, `${job.applicationName} drop`);
  }

  /** Drops those whose job has ended, or is gone. What cannot be dropped now stays for the next turn. */
  async sweep(): Promise<number> {
    const orphans = await this.database.asSystem((manager) =>
      manager
        .createQueryBuilder(ScratchDatabase, 'scratch')
        .where(
          `NOT EXISTS (SELECT FROM jobs job WHERE job.id = scratch."jobId" AND job.state IN ('waiting', 'active'))`,
        )
        .orderBy('random()') // one that cannot be dropped must not keep those behind it waiting for ever
        .limit(100)
        .getMany(),
    );
    for (const entry of orphans) {
      await this.dropOrphan(entry).catch((error: unknown) => {
        this.logger.warn(`The scratch database "${entry.name}" is still there: ${String(error)}`);
      });
    }
    return orphans.length;
  }

  private async create(
    entry: ScratchDatabase,
    { job, maintenance, properties }: ScratchRequest,
  ): Promise<GuestRole | null> {
    const { name } = entry;
    const guest = entry.guest === null ? null : await this.createGuest(entry, entry.guest, { job, maintenance });
    const owner = guest === null ? {} : { owner: guest.name };
    const { oid } = await withConnection(maintenance, { applicationName: job.applicationName }, (admin) =>
      createScratchDatabase(admin, { name, properties, ...owner }),
    );
    entry.oid = oid;
    await job.transaction((manager) => updateRow(manager, ScratchDatabase, entry.id, { oid }));
    job.log('info', 'scratch_database', `The scratch database "${name}" is made; nobody else may connect to it.`, {
      oid,
    });
    return guest;
  }

  private async createGuest(
    entry: ScratchDatabase,
    name: string,
    { job, maintenance }: Pick<ScratchRequest, 'job' | 'maintenance'>,
  ): Promise<GuestRole> {
    const guest = await withConnection(maintenance, { applicationName: job.applicationName }, (admin) =>
      createGuestRole(admin, name),
    );
    entry.guestOid = guest.oid;
    await job.transaction((manager) => updateRow(manager, ScratchDatabase, entry.id, { guestOid: guest.oid }));
    job.log('info', 'scratch_database', `What is not trusted runs as the role "${name}", which may do nothing else.`);
    return guest;
  }

  /** Never fails what was done in it: the sweep tries again. */
  private async dropAfterwards(entry: ScratchDatabase, { job, maintenance }: ScratchRequest): Promise<void> {
    try {
      if (await this.drop(entry, maintenance, `${job.applicationName} drop`)) {
        job.log('info', 'scratch_database', `The scratch database "${entry.name}" is dropped.`);
      }
    } catch (error) {
      job.log(
        'warn',
        'scratch_database',
        `"${entry.name}" could not be dropped yet; it is tried again: ${String(error)}`,
      );
    }
  }

  private async dropOrphan(entry: ScratchDatabase): Promise<void> {
    const source = await this.database.asSystem((manager) => manager.findOneBy(Source, { id: entry.sourceId }));
    if (source === null) {
      this.logger.warn(
        `"${entry.name}" (OID ${entry.oid ?? 'unknown'}) may be left on the server of a deleted source.`,
      );
      await this.forget(entry);
      return;
    }
    const maintenance = this.connections.maintenanceTarget(await this.connections.target(source), source.database);
    // A CREATE DATABASE of a killed worker may still be under way: only when that is over, the catalogue tells.
    await withConnection(maintenance, { applicationName: 'backstitch sweep' }, (admin) =>
      endPredecessors(admin, { id: fenceIdOf(entry.jobId), epoch: Number.MAX_SAFE_INTEGER }),
    );
    await this.drop(entry, maintenance, 'backstitch sweep');
  }

  private async drop(entry: ScratchDatabase, maintenance: ConnectionTarget, applicationName: string): Promise<boolean> {
    const outcome = await withConnection(maintenance, { applicationName }, async (admin) => {
      const dropped = await dropScratchDatabase(admin, entry);
      const { guest, guestOid } = entry;
      if (guest !== null && dropped !== 'renamed') await dropGuestRole(admin, { name: guest, oid: guestOid });
      return dropped;
    });
    if (outcome === 'renamed') {
      this.logger.warn(`The scratch database "${entry.name}" (OID ${entry.oid ?? '?'}) was renamed; it is left alone.`);
    }
    await this.forget(entry);
    return outcome === 'dropped';
  }

  private async forget(entry: ScratchDatabase): Promise<void> {
    await this.database.asSystem((manager) => manager.delete(ScratchDatabase, entry.id));
  }
}

/** The name of the role to be made; null where ours is a plain one that cannot make any. Throws PERMISSION_DENIED. */
async function guestNameFor({ job, maintenance }: ScratchRequest): Promise<string | null> {
  const { powers, mayCreateRoles } = await withConnection(
    maintenance,
    { applicationName: job.applicationName },
    readOwnPowers,
  );
  if (mayCreateRoles) return guestRoleName();
  if (powers.length > 0) {
    throw new AppError(
      'PERMISSION_DENIED',
      `What is not trusted must not run as our role here: ${powers.join(', ')}.`,
      {
        hint: 'Take these rights from the role of the source, or give it CREATEROLE, so that a role without rights can be made.',
      },
    );
  }
  job.log('info', 'scratch_database', 'What is not trusted runs as the role of the source, which is a plain one.');
  return null;
}
