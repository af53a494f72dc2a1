import BackupIcon from '@mui/icons-material/Inventory2Outlined';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useHasSources } from '../../data/has-sources.js';
import { useMay } from '../../data/may.js';
import { AddSource } from '../../sources/add-source.js';
import { EmptyState } from '../../ui/empty-state.js';

/** Where there is no backup at all: what makes the first. */
export function NoBackups(): ReactNode {
  const translate = useTranslate();
  const mayCreate = useMay('backups:create');
  const hasSources = useHasSources();
  return (
    <EmptyState
      icon={BackupIcon}
      title={translate('resources.backups.none.title')}
      text={translate(`resources.backups.none.${!mayCreate ? 'ask' : hasSources ? 'first' : 'no_source'}`)}
    >
      {hasSources ? null : <AddSource />}
    </EmptyState>
  );
}
