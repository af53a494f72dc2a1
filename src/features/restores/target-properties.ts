import { Injectable } from '@nestjs/common';
import type { OwnerMap } from '../../platform/postgres/archive/map-roles.js';
import type { Queryable } from '../../platform/postgres/connection.js';
import { type DatabaseProperties, readDatabaseProperties } from '../../platform/postgres/database-properties.js';
import { findDatabase } from '../../platform/postgres/database-ref.js';
import { propertiesFromRecord, propertiesOfCopy } from '../../platform/postgres/new-database.js';
import type { Backup } from '../backups/backup.entity.js';
import { ManifestStore } from '../backups/manifest-store.js';
import type { Source } from '../sources/source.entity.js';
import { liveOf, type RestoreWork } from './phases/phase.js';

/** What the restored database is given of all that no dump carries: locale, owner, settings, access list, limits. */
@Injectable()
export class TargetProperties {
  constructor(private readonly manifests: ManifestStore) {}

  async of(work: RestoreWork, admin: Queryable): Promise<DatabaseProperties> {
    if (work.restore.strategy !== 'new_database') return readDatabaseProperties(admin, { oid: liveOf(work).oid });
    const { backup, source, restore } = work;
    return this.ofNew({ backup, source, ownerMap: restore.options.ownerMap ?? {} }, admin);
  }

  /** Everything of the database that was backed up, where it is on this server; else what its manifest knows of it. */
  async ofNew(
    { backup, source, ownerMap }: { backup: Backup; source: Source; ownerMap: OwnerMap },
    admin: Queryable,
  ): Promise<DatabaseProperties> {
    const isSameServer = backup.sourceId === source.id;
    const original = isSameServer ? await findDatabase(admin, { name: source.database.database }) : null;
    if (original !== null) return propertiesOfCopy(await readDatabaseProperties(admin, { oid: original.oid }));
    const { database } = await this.manifests.read(backup);
    return propertiesFromRecord(admin, database.properties, { isSameServer, ownerMap });
  }
}
