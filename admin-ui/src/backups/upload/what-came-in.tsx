import { Alert, Button, Skeleton, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetOne, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { bytesInWords, countWritten } from '../../ui/measures.js';
import { Proof } from '../../ui/proof.js';
import { SectionCard } from '../../ui/section-card.js';
import { Status } from '../../ui/status.js';
import { type Backup, isUnderWay } from '../backup.js';
import { BackupAlerts } from '../page/backup-alerts.js';
import { useRegion } from '../../ui/use-region.js';

/** What the server finds in an upload while it reads it from end to end, and what became of it. */
export function WhatCameIn({ id, onAnother }: { id: string; onAnother: () => void }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { data: backup } = useGetOne<Backup>('backups', { id });
  const words = (name: string): string => translate(`resources.backups.upload.${name}`);
  if (backup === undefined) return <Skeleton variant="rounded" height={200} />;
  const tables = Object.values(backup.tableCounts ?? {});
  const rows = tables.reduce((sum, count) => sum + count, 0);
  return (
    <SectionCard title={words('preview')}>
      <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
        <Stack direction="row" spacing={2} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography component="span" sx={{ fontWeight: 650 }}>
            #{backup.number} {backup.name}
          </Typography>
          <Status of={backup.status} />
          {isUnderWay(backup) ? null : <Proof of={backup} />}
        </Stack>
        <Stack spacing={1} sx={{ width: '100%' }}>
          <BackupAlerts of={backup} />
        </Stack>
        {isUnderWay(backup) ? <Alert severity="info">{words('checking')}</Alert> : null}
        {tables.length === 0 ? null : (
          <Typography>
            {translate('resources.backups.contents.tables', {
              smart_count: tables.length,
              rows: countWritten(rows, locale),
            })}
            {backup.rawBytes === null ? '' : ` · ${bytesInWords(backup.rawBytes, locale)}`}
            {backup.versions === null ? '' : ` · pg_dump ${backup.versions.pgDump}`}
          </Typography>
        )}
        <Stack direction="row" spacing={1}>
          <Button variant="contained" component={Link} to={`/backups/${id}/show`}>
            {words('show')}
          </Button>
          <Button onClick={onAnother}>{words('another')}</Button>
        </Stack>
      </Stack>
    </SectionCard>
  );
}
