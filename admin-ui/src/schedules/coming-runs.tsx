import { Alert, Card, CardContent, Skeleton, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useWatch } from 'react-hook-form';
import type { components } from '../api/schema.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Time } from '../ui/time.js';
import { usePreview } from './use-preview.js';
import { useRegion } from '../ui/use-region.js';

/** As many as the server tells. */
const RUNS = [0, 1, 2, 3, 4];

/** Beside the form: when the schedule would run, by the clocks of its zone, before it is saved. */
export function ComingRuns(): ReactNode {
  const translate = useTranslate();
  const { data, error, isPlaceholderData } = usePreview();
  const [timeZone, enabled] = useWatch({ name: ['timeZone', 'enabled'] }) as [string | null, boolean];
  const words = (key: string): string => translate(`resources.schedules.preview.${key}`);
  return (
    <Card component="section" aria-busy={isPlaceholderData}>
      <CardContent>
        <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
          {translate('resources.schedules.next_runs')}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {translate('resources.schedules.preview.zone', { zone: timeZone ?? 'UTC' })}
        </Typography>
        {error === null ? (
          <Stack component="ol" spacing={0.5} sx={{ m: 0, pl: 2.5, opacity: isPlaceholderData ? 0.75 : 1 }}>
            {RUNS.map((place) => (
              <li key={place}>
                <Run at={data?.nextRuns[place]} timeZone={timeZone ?? 'UTC'} />
              </li>
            ))}
          </Stack>
        ) : (
          <ProblemAlert error={error} />
        )}
        {error === null && !enabled ? (
          <Typography color="textSecondary" sx={{ mt: 1 }}>
            {words('paused')}
          </Typography>
        ) : null}
        {error === null ? data?.clockChanges.map((change) => <Change key={change.localTime} change={change} />) : null}
      </CardContent>
    </Card>
  );
}

function Run({ at, timeZone }: { at: string | undefined; timeZone: string }): ReactNode {
  const locale = useRegion();
  if (at === undefined) return <Skeleton width="80%" />;
  const onTheClock = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <>
      {onTheClock.format(new Date(at))} (<Time at={at} />)
    </>
  );
}

/** A night on which the clocks change at the time of this schedule. */
function Change({ change }: { change: components['schemas']['ClockChangeResponse'] }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { kind, localTime, at } = change;
  const onTheWall = new Date(`${localTime}Z`);
  const words = kind === 'skipped' && at === null ? 'no_such_day' : kind;
  return (
    <Alert severity="info" variant="outlined" sx={{ mt: 1 }}>
      {translate(`resources.schedules.preview.${words}`, {
        day: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(onTheWall),
        time: new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(onTheWall),
      })}
    </Alert>
  );
}
