import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { PeriodicTask } from '../jobs/periodic-task.js';

const INTERVAL_MS = 60_000;
const KEYS = `"tenantId", fact, "sourceId", day, origin, status`;
const SUMS = ['backups', '"storedBytes"', '"rawBytes"', '"durationMs"'];

/**
 * Makes one tally of all that belong together, and none of those that add up to nothing. One process at a time; whoever
 * reads meanwhile sees them as they were, or as they are then, which is the same sum.
 */
@Injectable()
export class TallyCompaction extends PeriodicTask {
  protected readonly task = 'adding up of tallies';
  protected readonly everyMs = INTERVAL_MS;

  constructor(private readonly database: Database) {
    super();
  }

  async turn(): Promise<void> {
    await this.database.asSystem(async (manager) => {
      const [lock] = await manager.query<{ isOurs: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('backstitch tallies', 0)) AS "isOurs"`,
      );
      if (lock?.isOurs !== true) return;
      await manager.query(
        `WITH crowded AS (
           SELECT unnest(array_agg(id)) AS id FROM backup_tallies GROUP BY ${KEYS} HAVING count(*) > 1
         ), taken AS (
           DELETE FROM backup_tallies USING crowded WHERE backup_tallies.id = crowded.id RETURNING backup_tallies.*
         )
         INSERT INTO backup_tallies (id, ${KEYS}, ${SUMS.join(', ')})
         SELECT gen_random_uuid(), ${KEYS}, ${SUMS.map((sum) => `sum(${sum})`).join(', ')}
           FROM taken GROUP BY ${KEYS} HAVING ${SUMS.map((sum) => `sum(${sum}) <> 0`).join(' OR ')}`,
      );
    });
  }
}
