import { Alert, AlertTitle, Card, CardContent, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { useProgress } from '../../live/use-progress.js';
import { useVerificationProgress } from '../../live/use-verification-progress.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { RecordedError } from '../../ui/recorded-error.js';
import { type Backup, isUnderWay } from '../backup.js';

/** What must be known of a backup before anything else: that it goes on, that it failed, and what to beware of. */
export function BackupAlerts({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const { error, warnings, trusted, status } = backup;
  return (
    <>
      {isUnderWay(backup) ? <Running of={backup} /> : <Verifying of={backup} />}
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

type Job = components['schemas']['JobResponse'];

/** How far its verifications are; there is none as a rule. */
function Verifying({ of: { id } }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const { data: jobs = [] } = useGetList<Job>('jobs', {
    filter: { subjectId: id, action: 'verify', state: 'waiting,active' },
    pagination: { page: 1, perPage: 5 },
    sort: { field: 'createdAt', order: 'ASC' },
  });
  const [first] = jobs;
  if (first === undefined) return null;
  return (
    <Card>
      <CardContent sx={{ '&:last-child': { pb: 2 } }}>
        <Typography sx={{ mb: 1 }}>{translate('resources.backups.page.being_verified')}</Typography>
        {/* Each from its own beginning. */}
        <VerificationProgress key={first.id} job={first} />
      </CardContent>
    </Card>
  );
}

function VerificationProgress({ job }: { job: Job }): ReactNode {
  return <ProgressBar progress={useVerificationProgress(job)} />;
}
