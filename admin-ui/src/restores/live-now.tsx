import { Alert } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { liveAfter } from './live-after.js';
import type { Restore } from './restore.js';

/** What is live now, where a restore came to nothing: the first that its reader wants to know. */
export function LiveNow({ restore }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  const live = liveAfter(restore);
  if (live === null || live === 'unknown') return null;
  const { strategy, safetyBackupId } = restore;
  return (
    <Alert severity={live === 'untouched' ? 'info' : 'warning'} variant="outlined">
      {translate(`resources.restores.live_now.${live}.${strategy}`)}{' '}
      {live === 'untouched' || safetyBackupId === null ? null : (
        <Link to={`/backups/${safetyBackupId}/show`} underline="always">
          {translate('resources.restores.fact.see_safety_backup')}
        </Link>
      )}
    </Alert>
  );
}
