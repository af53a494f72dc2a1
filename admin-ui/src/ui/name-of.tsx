import { Link as MuiLink } from '@mui/material';
import type { ReactNode } from 'react';
import { type RaRecord, useCreatePath, useReference } from 'react-admin';
import { Link } from 'react-router-dom';

interface NameOfProps {
  /** Of a list whose records have a name. */
  resource: 'backups' | 'sources';
  id: string;
  /** Whether it leads there. */
  isLink?: boolean;
  /** What is said of one that is not there any more. */
  gone?: string;
}

/** What another record is called, within a sentence: as long as it is read, no line is broken for it. */
export function NameOf({ resource, id, isLink = true, gone = '–' }: NameOfProps): ReactNode {
  const createPath = useCreatePath();
  const { referenceRecord: record, isPending } = useReference<RaRecord & { name: string }>({ reference: resource, id });
  if (isPending) return '…';
  if (record === undefined) return gone;
  if (!isLink) return record.name;
  return (
    <MuiLink component={Link} to={createPath({ resource, id, type: 'show' })} underline="always">
      {record.name}
    </MuiLink>
  );
}
