import { Card, Link as MuiLink, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import type { BackupHealth, Overview } from '../data/backup-health.js';
import { LocalTable } from '../ui/local-table.js';
import { bytesInWords } from '../ui/measures.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';

const WORST_FIRST = ['red', 'yellow', 'green'];

/** How each source stands, the worst first. */
export function SourceTable({ health, overview }: { health: BackupHealth; overview: Overview | undefined }): ReactNode {
  const translate = useTranslate();
  const label = (field: string): string => translate(`resources.sources.fields.${field}`);
  const rows = health.sources.map((source) => ({
    ...source,
    id: source.sourceId,
    storedBytes: overview?.sources.find(({ id }) => id === source.sourceId)?.storedBytes ?? null,
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
            name: 'nextBackupAt',
            label: label('nextBackupAt'),
            value: ({ nextBackupAt }) => nextBackupAt ?? '~',
            show: ({ nextBackupAt }) => <Time at={nextBackupAt} absent="resources.sources.not_scheduled" />,
          },
          {
            name: 'storedBytes',
            label: label('storedBytes'),
            isNumber: true,
            value: ({ storedBytes }) => storedBytes ?? -1,
            show: ({ storedBytes }) => (storedBytes === null ? '' : bytesInWords(storedBytes)),
          },
        ]}
        empty=""
      />
    </Card>
  );
}
