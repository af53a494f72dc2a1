import { Card, Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import type { BackupHealth, Overview } from '../data/backup-health.js';
import { LocalTable } from '../ui/local-table.js';
import { useMay } from '../data/may.js';
import { bytesInWords, percentInWords } from '../ui/measures.js';
import { Proof } from '../ui/proof.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';

const WORST_FIRST = ['red', 'yellow', 'green'];

/** How each source stands, the worst first. */
export function SourceTable({ health, overview }: { health: BackupHealth; overview: Overview | undefined }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const mayRehearse = useMay('drills:create');
  const label = (field: string): string => translate(`resources.sources.fields.${field}`);
  const rows = health.sources.map((source) => ({
    ...source,
    id: source.sourceId,
    statistics: overview?.sources.find(({ id }) => id === source.sourceId),
  }));
  return (
    <Card component="section">
      <Typography component="h2" variant="h3" sx={{ px: 2, pt: 2, pb: 1 }}>
        {translate('resources.sources.name', { smart_count: 2 })}
      </Typography>
      <LocalTable
        label={translate('resources.sources.name', { smart_count: 2 })}
        rows={rows}
        sort={{ name: 'health', isDescending: false }}
        columns={[
          {
            name: 'name',
            label: label('name'),
            value: ({ name }) => name,
            show: ({ id, name }) => (
              <MuiLink component={Link} to={`/sources/${id}/show`}>
                {name}
              </MuiLink>
            ),
          },
          {
            name: 'health',
            label: label('health'),
            value: ({ status, score }) => WORST_FIRST.indexOf(status) * 1_000 + score,
            show: ({ status }) => <Status of={status} />,
          },
          {
            name: 'lastBackupAt',
            label: label('lastBackupAt'),
            value: ({ lastBackupAt }) => lastBackupAt ?? '',
            show: ({ lastBackupAt }) => <Time at={lastBackupAt} />,
          },
          {
            name: 'lastProvenAt',
            label: label('lastProvenAt'),
            value: ({ lastProvenAt }) => lastProvenAt ?? '',
            show: ({ id, lastBackupAt, lastProvenAt, lastProof }) => (
              <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
                <Time at={lastProvenAt} />
                {lastProof === null ? null : <Proof of={lastProof} />}
                {lastProvenAt === null && lastBackupAt !== null && mayRehearse ? (
                  <MuiLink component={Link} to={`/drills/create?source=${id}`}>
                    {translate('bs.dashboard.rehearse')}
                  </MuiLink>
                ) : null}
              </Stack>
            ),
          },
          {
            name: 'nextBackupAt',
            label: label('nextBackupAt'),
            value: ({ nextBackupAt }) => nextBackupAt ?? '~',
            show: ({ nextBackupAt }) => <Time at={nextBackupAt} absent="resources.sources.not_scheduled" />,
          },
          {
            name: 'successRate',
            label: label('successRate'),
            isNumber: true,
            value: ({ statistics }) => statistics?.last30Days.successRate ?? -1,
            show: ({ statistics }) => {
              const rate = statistics?.last30Days.successRate ?? null;
              return rate === null ? '–' : percentInWords(rate, locale);
            },
          },
          {
            name: 'storedBytes',
            label: label('storedBytes'),
            isNumber: true,
            value: ({ statistics }) => statistics?.storedBytes ?? -1,
            show: ({ statistics }) => (statistics === undefined ? '' : bytesInWords(statistics.storedBytes, locale)),
          },
        ]}
        empty=""
      />
    </Card>
  );
}
