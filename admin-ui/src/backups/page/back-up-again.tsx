import AgainIcon from '@mui/icons-material/ReplayOutlined';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { BackUpButton } from '../../ui/back-up-button.js';
import type { Backup } from '../backup.js';

/** A new backup of the same source, described as this one was. */
export function BackUpAgain({ of: { sourceId, description, tags } }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  return (
    <BackUpButton
      request={{ sourceId, tags, ...(description === null ? {} : { description }) }}
      label={translate('resources.backups.actions.again')}
      icon={AgainIcon}
    />
  );
}
