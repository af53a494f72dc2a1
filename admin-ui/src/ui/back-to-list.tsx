import { Link as MuiLink, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useCreatePath, useGetResourceLabel, useResourceContext } from 'react-admin';
import { Link } from 'react-router-dom';

/** Above the heading of a record's page or form: the way back to the list of its kind. */
export function BackToList(): ReactNode {
  const resource = useResourceContext() ?? '';
  const createPath = useCreatePath();
  const labelOf = useGetResourceLabel();
  return (
    <Typography variant="body2">
      <MuiLink component={Link} to={createPath({ resource, type: 'list' })}>
        ← {labelOf(resource, 2)}
      </MuiLink>
    </Typography>
  );
}
