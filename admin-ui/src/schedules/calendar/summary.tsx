import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { Day } from './days.js';
import { countsOf, type Entry } from './entries.js';
import { StateIcon, stateInWords } from './run-state.js';

/** How many there are of each state: what each sign means, too. And whose clock the times are of. */
export function Summary({ of: days }: { of: ReadonlyMap<Day, readonly Entry[]> }): ReactNode {
  const translate = useTranslate();
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <Typography
      component="div"
      variant="body2"
      role="status"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, alignItems: 'center' }}
    >
      {days.size === 0 ? translate('resources.schedules.calendar.nothing') : null}
      {[...countsOf(days)].map(([state, count]) => (
        <Box component="span" key={state} sx={{ display: 'inline-flex', gap: 0.5, alignItems: 'center' }}>
          <StateIcon of={state} />
          {translate('resources.schedules.calendar.count', {
            smart_count: count,
            state: stateInWords(state, translate),
          })}
        </Box>
      ))}
      <Typography component="span" variant="body2" color="textSecondary">
        {translate('resources.schedules.calendar.zone', { zone })}
      </Typography>
    </Typography>
  );
}
