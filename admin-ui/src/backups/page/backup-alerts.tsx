import { Alert, AlertTitle, Card, CardContent, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { useProgress } from '../../live/use-progress.js';
import { useVerificationProgress } from '../../live/use-verification-progress.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { RecordedError } from '../../ui/recorded-error.js';
import { type Backup, isNothing, isUnderWay } from '../backup.js';
import { UseAnother } from './use-another.js';

/** What must be known of a backup before anything else: that it goes on, that it failed, and what to beware of. */
export function BackupAlerts({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const { id, error, warnings, trusted, status } = backup;
  return (
    <>
      {isUnderWay(backup) ? <Running of={backup} /> : <Verifications of={backup} />}
      <RecordedError
        error={error}
        severity={status === 'canceled' ? 'info' : 'error'}
        {...(isUnderWay(backup) ? {} : { log: `/backups/${id}/show?tab=log` })}
      >
        {status === 'corrupted' ? <UseAnother of={backup} /> : null}
      </RecordedError>
      {trusted || isNothing(backup) ? null : (
        <Alert severity="warning">{translate('resources.backups.page.untrusted')}</Alert>
      )}
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

/** How far its verifications are; else, why the last one could not be made: what was proven before still holds. */
function Verifications({ of: { id, error } }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const { data: newest = [] } = useGetList<Job>('jobs', {
    filter: { subjectId: id, action: 'verify' },
    pagination: { page: 1, perPage: 5 },
    sort: { field: 'createdAt', order: 'DESC' },
  });
  const running = newest.findLast(({ state }) => state === 'waiting' || state === 'active');
  if (running === undefined) return <NotVerified job={newest[0]} known={error?.code} />;
  return (
    <Card>
      <CardContent sx={{ '&:last-child': { pb: 2 } }}>
        <Typography sx={{ mb: 1 }}>{translate('resources.backups.page.being_verified')}</Typography>
        {/* Each from its own beginning. */}
        <VerificationProgress key={running.id} job={running} />
      </CardContent>
    </Card>
  );
}

/** `known` is the code of what the backup says of itself, such as that it is damaged. */
function NotVerified({ job, known }: { job: Job | undefined; known: string | undefined }): ReactNode {
  const translate = useTranslate();
  const error = job?.state === 'failed' ? job.error : null;
  if (error === null || error.code === known) return null;
  return (
    <RecordedError
      error={error}
      lead={(why) => translate('resources.backups.page.not_verified', { why })}
      severity="warning"
    />
  );
}

function VerificationProgress({ job }: { job: Job }): ReactNode {
  return <ProgressBar progress={useVerificationProgress(job)} />;
}
