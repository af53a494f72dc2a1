import { Box, LinearProgress, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../../data/api.js';
import { numberFormat } from '../../ui/formats.js';
import { bytesInWords, percentInWords } from '../../ui/measures.js';
import { fromNow } from '../../ui/time.js';
import { useRegion } from '../../ui/use-region.js';

/** Two lines of words on a phone, one where there is room; nothing below it moves when they come. */
const ROOM = { minHeight: 32, '@media (max-width: 760px)': { minHeight: 92 } };

/** What all backups take, how full their store is, and how long its room lasts. */
export function StorageBar(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { data } = useQuery({
    queryKey: ['backups', 'storage'],
    queryFn: () => dataOf(api.GET('/api/v1/stats/overview')),
  });
  if (data === undefined) return <Skeleton variant="rounded" sx={{ mx: 1.5, mb: 1.5, ...ROOM }} />;
  const { storedBytes, compressionRatio, freePercent, freeBytes, growthBytesPerDay, fullAt } = data.storage;
  const words = (name: string, values?: Record<string, unknown>): string =>
    translate(`resources.backups.storage.${name}`, values);
  const facts = [
    words('stored', { size: bytesInWords(storedBytes, locale) }),
    ...(compressionRatio === null
      ? []
      : [words('ratio', { ratio: numberFormat('tenths', locale).format(compressionRatio) })]),
    ...(growthBytesPerDay === null || growthBytesPerDay <= 0
      ? []
      : [words('growth', { size: bytesInWords(growthBytesPerDay, locale) })]),
    ...(fullAt === null ? [] : [words('full', { when: fromNow(fullAt, locale) })]),
  ];
  const used = freePercent === null ? null : Math.round((100 - freePercent) * 10) / 10;
  return (
    <Box sx={{ px: 1.5, mb: 1.5, ...ROOM }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2, flexWrap: 'wrap', mb: 0.5 }}>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {facts.join(' · ')}
        </Typography>
        {used === null || freeBytes === null ? null : (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {words('used', { percent: percentInWords(used, locale), size: bytesInWords(freeBytes, locale) })}
          </Typography>
        )}
      </Box>
      {used === null ? null : (
        <LinearProgress
          variant="determinate"
          value={used}
          color={used > 90 ? 'error' : used > 80 ? 'warning' : 'primary'}
          aria-label={words('name')}
          sx={{ height: 6, borderRadius: 3 }}
        />
      )}
    </Box>
  );
}
