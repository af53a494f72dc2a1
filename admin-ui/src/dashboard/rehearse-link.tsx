import { Link as MuiLink } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import type { SourceRow } from './source-row.js';

/** Where a source is proven that never was; nothing where there is nothing to prove, or somebody may not. */
export function RehearseLink({ of: { id, lastBackupAt, lastProvenAt } }: { of: SourceRow }): ReactNode {
  const translate = useTranslate();
  const mayRehearse = useMay('drills:create');
  if (!mayRehearse || lastProvenAt !== null || lastBackupAt === null) return null;
  return (
    <MuiLink component={Link} to={`/drills/create?source=${id}`} variant="body2">
      {translate('bs.dashboard.rehearse')}
    </MuiLink>
  );
}
