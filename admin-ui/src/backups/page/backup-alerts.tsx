import { Alert, AlertTitle, Card, CardContent } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useProgress } from '../../live/use-progress.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { RecordedError } from '../../ui/recorded-error.js';
import { type Backup, isUnderWay } from '../backup.js';

/** What must be known of a backup before anything else: that it goes on, that it failed, and what to beware of. */
export function BackupAlerts({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const { error, warnings, trusted, status } = backup;
  return (
    <>
      {isUnderWay(backup) ? <Running of={backup} /> : null}
      <RecordedError error={error} severity={status === 'canceled' ? 'info' : 'error'} />
      {trusted ? null : <Alert severity="warning">{translate('resources.backups.page.untrusted')}</Alert>}
      {warnings.map(({ code, message, hint }) => (
        <Alert key={`${code} ${message}`} severity="warning">
          <AlertTitle sx={{ mb: hint === undefined ? 0 : undefined }}>{message}</AlertTitle>
          {hint}
        </Alert>
      ))}
    </>
  );
}

function Running({ of: { id, status, progress } }: { of: Backup }): ReactNode {
  const live = useProgress('backups', id, progress);
  return (
    <Card>
      <CardContent sx={{ '&:last-child': { pb: 2 } }}>
        <ProgressBar progress={status === 'pending' ? null : live} />
      </CardContent>
    </Card>
  );
}
