import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../common/caller.js';
import type { ListBackupsQuery } from './backup-requests.dto.js';
import { BackupTally } from './backup-tally.entity.js';
import { type TalliesThatAnswer, talliesThatAnswer } from './tallies-that-answer.js';

type Filters = Pick<ListBackupsQuery, 'sourceId' | 'status' | 'origin' | 'from' | 'to'>;

/** Tallies (alias `tally`) of the backups that there are now, that a caller may see, and that are asked for. */
export function talliesOf(
  manager: EntityManager,
  caller: Caller,
  { sourceId, status, origin, from, to }: Filters,
  answering: TalliesThatAnswer,
): SelectQueryBuilder<BackupTally> {
  const tallies = manager.createQueryBuilder(BackupTally, 'tally').where(`tally.fact = 'existing'`);
  if (!caller.seesAllTenants) tallies.andWhere('tally."tenantId" = :tenant', { tenant: caller.tenantId });
  tallies.andWhere(answering === 'of days' ? 'tally.day IS NOT NULL' : 'tally."sourceId" IS NOT NULL');
  if (sourceId !== undefined) tallies.andWhere('tally."sourceId" = :sourceId', { sourceId });
  if (status !== undefined) tallies.andWhere('tally.status IN (:...statuses)', { statuses: status });
  if (origin !== undefined) tallies.andWhere('tally.origin IN (:...origins)', { origins: origin });
  if (from !== undefined) tallies.andWhere('tally.day >= :from', { from: dayOf(from) });
  if (to !== undefined) tallies.andWhere('tally.day < :to', { to: dayOf(to) });
  return tallies;
}

/** How many backups there are, without a look at one of them; null: tallies do not know. */
export async function talliedTotal(
  manager: EntityManager,
  caller: Caller,
  filters: ListBackupsQuery,
): Promise<number | null> {
  const answering = talliesThatAnswer(filters);
  if (answering === null) return null;
  const counted = await talliesOf(manager, caller, filters, answering)
    .select('coalesce(sum(tally.backups), 0)::int', 'total')
    .getRawOne<{ total: number }>();
  return counted?.total ?? null;
}

function dayOf(time: string): string {
  return new Date(time).toISOString().slice(0, 10);
}
