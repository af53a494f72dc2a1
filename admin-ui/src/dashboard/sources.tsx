import { Card, Typography, useMediaQuery, useTheme } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { BackupHealth, Overview } from '../data/backup-health.js';
import { SourceLines } from './source-lines.js';
import { SourceTable } from './source-table.js';

/** How each source stands, the worst first: in a table, or where there is no room for one in a line or two each. */
export function Sources({ health, overview }: { health: BackupHealth; overview: Overview | undefined }): ReactNode {
  const translate = useTranslate();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('lg'), { noSsr: true });
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
      {isNarrow ? <SourceLines rows={rows} /> : <SourceTable rows={rows} />}
    </Card>
  );
}
