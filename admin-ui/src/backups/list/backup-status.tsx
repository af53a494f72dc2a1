import { Tooltip } from '@mui/material';
import type { ReactNode } from 'react';
import { useProgress } from '../../live/use-progress.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { Status } from '../../ui/status.js';
import { type Backup, isUnderWay } from '../backup.js';

/** The state of a backup, with its progress while it is being made, and with its error in a few words. */
export function BackupStatus({ of: backup }: { of: Backup }): ReactNode {
  if (isUnderWay(backup)) return <Running of={backup} />;
  if (backup.error === null) return <Status of={backup.status} />;
  return (
    <Tooltip title={`${backup.error.code}: ${backup.error.message}`}>
      <span>
        <Status of={backup.status} />
      </span>
    </Tooltip>
  );
}

function Running({ of: { id, status, progress } }: { of: Backup }): ReactNode {
  const live = useProgress('backups', id, progress);
  return <ProgressBar isCompact progress={status === 'pending' ? null : live} />;
}
