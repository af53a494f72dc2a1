import { Box, Chip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { countWritten } from '../ui/measures.js';
import { useRegion } from '../ui/use-region.js';
import { LostObjects, LostTables } from './lost-tables.js';
import { LostRows } from './lost-rows.js';
import { isNothingLost, lostTablesOf, otherDropsOf, type Plan, sumOfLosses } from './plan.js';

/** What the live database has and the restored one would not have: tables that go whole first, then rows table by table. */
export function Losses({ plan }: { plan: Plan }): ReactNode {
  const translate = useTranslate();
  const { losses, strategy } = plan;
  if (strategy === 'new_database') return <Typography>{translate('bs.plan.losses.new_database')}</Typography>;
  return (
    <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography component="p" sx={{ flex: '1 1 260px' }}>
          <InSentences plan={plan} />
        </Typography>
        <Chip
          variant="outlined"
          color={losses.exact ? 'default' : 'warning'}
          label={translate(losses.exact ? 'bs.plan.losses.exact' : 'bs.plan.losses.estimated')}
        />
      </Box>
      <LostTables tables={lostTablesOf(losses)} />
      <LostObjects names={otherDropsOf(plan)} />
      {losses.rows.length === 0 ? null : <LostRows rows={losses.rows} />}
    </Box>
  );
}

/** All of it added up, and where it still is afterwards. */
function InSentences({ plan }: { plan: Plan }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { losses, strategy } = plan;
  if (isNothingLost(plan)) return translate('bs.plan.losses.nothing');
  const { lost, back, uncounted } = sumOfLosses(losses);
  const rows = (name: string, count: number): string =>
    count === 0 ? '' : translate(`bs.plan.losses.${name}`, { smart_count: count, rows: countWritten(count, locale) });
  return (
    <>
      {lost === 0 ? null : <b>{rows('lost', lost)}</b>}{' '}
      {[
        uncounted === 0 ? '' : translate('bs.plan.losses.uncounted', { smart_count: uncounted }),
        rows('back', back),
        translate(strategy === 'in_place' ? 'bs.plan.losses.in_safety_backup' : 'bs.plan.losses.kept'),
      ].join(' ')}
    </>
  );
}
