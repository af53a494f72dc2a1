import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { Elapsed } from '../ui/elapsed.js';
import type { Fact } from '../ui/facts.js';
import { durationInWords } from '../ui/measures.js';
import { toTheMinute } from '../ui/formats.js';
import { Time } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';
import { isUnderWay, type Restore, swapDowntimeOf } from './restore.js';

/** What there is to know of a restore besides its phases; of what does not apply, nothing. */
export function useRestoreFacts(restore: Restore): Fact[] {
  const translate = useTranslate();
  const locale = useRegion();
  const { startedAt, finishedAt, safetyBackupId, keptDatabase, rollbackUntil, rollback, options, approvedBy } = restore;
  const fact = (name: string, value: ReactNode): Fact => ({
    name: translate(`resources.restores.fact.${name}`),
    value,
  });
  const said = (name: string, values: Record<string, unknown> = {}): string =>
    translate(`resources.restores.fact.${name}`, values);
  const isRunning = isUnderWay(restore);
  const downtime = downtimeInWords(restore, said, locale);
  const facts: (Fact | null)[] = [
    fact('strategy', translate(`bs.strategy.${restore.strategy}.name`)),
    fact('database', (restore.plan as { target?: { database?: string } }).target?.database ?? ''),
    fact('asked', <Time at={restore.createdAt} />),
    fact('by', restore.requestedBy),
    approvedBy === null ? null : fact('approved_by', approvedBy),
    startedAt === null
      ? null
      : fact(isRunning ? 'running_for' : 'took', <Elapsed since={startedAt} until={isRunning ? null : finishedAt} />),
    ...(rollback === null
      ? []
      : [
          fact('rolled_back', <Time at={rollback.finishedAt} />),
          fact('rolled_back_by', rollback.requestedBy),
          rollback.approvedBy === null ? null : fact('rollback_approved_by', rollback.approvedBy),
        ]),
    downtime === null ? null : fact('downtime', downtime),
    safetyBackupId === null
      ? null
      : fact('safety_backup', <Link to={`/backups/${safetyBackupId}/show`}>{said('see_safety_backup')}</Link>),
    keptDatabase === null
      ? null
      : fact(
          'kept',
          rollbackUntil === null
            ? keptDatabase
            : said('kept_until', { database: keptDatabase, when: toTheMinute(rollbackUntil, locale) }),
        ),
    options.runMigrations ? null : fact('migrations', said('left_out')),
    options.allowAhead ? fact('ahead', said('allowed')) : null,
    options.skipSafetyBackup ? fact('safety_backup', said('skipped')) : null,
    options.reason === null ? null : fact('reason', options.reason),
  ];
  return facts.filter((each) => each !== null);
}

/** After a rollback clients have waited twice, and the record's own figure is the second. */
function downtimeInWords(
  restore: Restore,
  said: (name: string, values: Record<string, unknown>) => string,
  locale: string,
): string | null {
  const { rollback, downtimeMs } = restore;
  if (rollback === null) return downtimeMs === null ? null : durationInWords(downtimeMs, locale);
  const ofSwap = swapDowntimeOf(restore);
  const waited = [
    ofSwap === null ? null : said('for_swap', { time: durationInWords(ofSwap, locale) }),
    downtimeMs === null ? null : said('for_rollback', { time: durationInWords(downtimeMs, locale) }),
  ].filter((part) => part !== null);
  return waited.length === 0 ? null : waited.join(', ');
}
