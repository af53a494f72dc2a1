import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import { Database } from '../../database/database.js';
import { TenantRepository } from '../../database/tenant-repository.js';
import { keyOf, summedUp } from '../sources/record-counts.js';
import type { CountedBy } from '../sources/record-counts.dto.js';
import type { BackupCountsDto } from './backup-counts.dto.js';
import { narrowBackups } from './backup-filters.js';
import type { CountBackupsQuery } from './backup-requests.dto.js';
import { Backup } from './backup.entity.js';
import { talliesOf } from './tallies-of.js';
import { type TalliesThatAnswer, talliesThatAnswer } from './tallies-that-answer.js';

interface Counted {
  key: string;
  count: string;
  storedBytes: string | null;
}

/** How many backups there are, by day, status or source. What tallies know is not counted again. */
@Injectable()
export class BackupCounts {
  constructor(private readonly database: Database) {}

  async count(caller: Caller, query: CountBackupsQuery): Promise<BackupCountsDto> {
    return this.database.as(caller, async (manager) => {
      const tallies = talliesThatAnswer(query);
      const counted =
        tallies === null
          ? await fromRecords(manager, caller, query)
          : await fromTallies(manager, caller, query, tallies);
      const items = counted.map(({ key, count, storedBytes }) => ({
        key,
        count: Number(count),
        storedBytes: Number(storedBytes ?? 0),
      }));
      return summedUp(manager, caller, query.by, items);
    });
  }
}

const KEY_OF_TALLY: Record<CountedBy, string> = {
  day: `to_char(tally.day, 'YYYY-MM-DD')`,
  status: 'tally.status',
  source: 'tally."sourceId"',
};

async function fromRecords(manager: EntityManager, caller: Caller, query: CountBackupsQuery): Promise<Counted[]> {
  const backups = new TenantRepository(manager, Backup, caller, 'backup').query('backup');
  narrowBackups(backups.andWhere('backup."deletedAt" IS NULL'), query);
  if (query.ids !== undefined) backups.andWhere('backup.id IN (:...ids)', { ids: query.ids });
  return grouped(backups, keyOf(query.by, 'backup'), 'count(*)', 'backup."storedBytes"');
}

async function fromTallies(
  manager: EntityManager,
  caller: Caller,
  query: CountBackupsQuery,
  answering: TalliesThatAnswer,
): Promise<Counted[]> {
  const tallies = talliesOf(manager, caller, query, answering);
  const counted = await grouped(tallies, KEY_OF_TALLY[query.by], 'sum(tally.backups)', 'tally."storedBytes"');
  return counted.filter(({ count }) => count !== '0');
}

async function grouped(
  query: SelectQueryBuilder<object>,
  key: string,
  count: string,
  storedBytes: string,
): Promise<Counted[]> {
  return query
    .select(key, 'key')
    .addSelect(count, 'count')
    .addSelect(`sum(${storedBytes})`, 'storedBytes')
    .groupBy(key)
    .orderBy(key)
    .getRawMany<Counted>();
}
