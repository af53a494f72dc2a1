import BackupIcon from '@mui/icons-material/Inventory2Outlined';
import type { ReactNode } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { BackUpButton } from '../ui/back-up-button.js';
import type { Source } from './source.js';

/** With everything that the source has. */
export function BackUpNow({ source: { id, name } }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  return (
    <BackUpButton
      request={{ sourceId: id }}
      label={translate('resources.sources.action.back_up_now')}
      icon={BackupIcon}
      onQueued={() => {
        notify('resources.sources.backup_queued', { type: 'success', messageArgs: { name } });
      }}
    />
  );
}
