import { Card, CardContent, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../../data/api.js';
import { bytesInWords, durationInWords } from '../../ui/measures.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { useRegion } from '../../ui/use-region.js';

/** What a backup of a source would take now, and how sure that is. The source is asked: an error here is one of the backup, too. */
export function Estimate({ sourceId }: { sourceId: string }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['sources', 'estimate', sourceId],
    queryFn: () => dataOf(api.POST('/api/v1/sources/{id}/estimate', { params: { path: { id: sourceId } }, body: {} })),
    retry: false,
  });
  const words = (name: string, values?: Record<string, unknown>): string =>
    translate(`resources.backups.estimate.${name}`, values);
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  return (
    <Card aria-live="polite">
      <CardContent sx={{ py: 1.5, '&:last-child': { pb: 1.5 }, minHeight: 76 }}>
        {isPending ? (
          <Skeleton width="70%" height={44} />
        ) : (
          <>
            <Typography sx={{ fontWeight: 650 }}>
              {words('takes', {
                size: bytesInWords(data.storedBytes, locale),
                time: durationInWords(data.seconds * 1_000, locale),
              })}
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {words('of', { size: bytesInWords(data.databaseSize, locale) })}{' '}
              {words(`confidence.${data.confidence}`, { smart_count: data.measuredBackups })}
            </Typography>
          </>
        )}
      </CardContent>
    </Card>
  );
}
