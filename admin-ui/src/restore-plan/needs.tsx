import { Box, LinearProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { bytesInWords, durationInWords } from '../ui/measures.js';
import type { Plan } from './plan.js';
import { useRegion } from '../ui/use-region.js';

type Space = Plan['estimate']['space'][number];

/** How long it will take, and how much room where. */
export function Needs({ estimate }: { estimate: Plan['estimate'] }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box>
        <Typography variant="body2" color="textSecondary">
          {translate('bs.plan.needs.time')}
        </Typography>
        <Typography sx={{ fontSize: '1.35rem', fontWeight: 650 }}>
          {translate('bs.plan.needs.about', { time: durationInWords(estimate.seconds * 1_000, locale) })}
        </Typography>
      </Box>
      {estimate.space.map((space) => (
        <Room key={space.where} space={space} />
      ))}
    </Box>
  );
}

function Room({ space: { where, needed, free } }: { space: Space }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const place = translate(`bs.plan.needs.where.${where}`, { _: where });
  const isEnough = free === null || free >= needed;
  return (
    <Box>
      <Typography variant="body2" color="textSecondary">
        {place}
      </Typography>
      <Typography color={isEnough ? undefined : 'error'}>
        <b>{bytesInWords(needed, locale)}</b>{' '}
        {free === null
          ? translate('bs.plan.needs.free_unknown')
          : translate(isEnough ? 'bs.plan.needs.of_free' : 'bs.plan.needs.too_little', {
              free: bytesInWords(free, locale),
            })}
      </Typography>
      {free === null ? null : (
        <LinearProgress
          variant="determinate"
          color={isEnough ? 'primary' : 'error'}
          value={Math.min(100, (needed / Math.max(1, free)) * 100)}
          aria-label={place}
          sx={{ mt: 0.5, borderRadius: 1 }}
        />
      )}
    </Box>
  );
}
