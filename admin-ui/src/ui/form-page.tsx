import { Box, Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useCreatePath, useGetResourceLabel, useResourceContext } from 'react-admin';
import { Link } from 'react-router-dom';
import { PageTitle } from './page-title.js';

interface FormPageProps {
  title: string;
  /** Cards: the form first. */
  children: ReactNode;
}

/** Around a form of a record: where one is, and the way back to its list. */
export function FormPage({ title, children }: FormPageProps): ReactNode {
  const resource = useResourceContext() ?? '';
  const createPath = useCreatePath();
  const labelOf = useGetResourceLabel();
  return (
    <Stack spacing={2} sx={{ py: 2, maxWidth: 860 }}>
      <Typography variant="body2">
        <MuiLink component={Link} to={createPath({ resource, type: 'list' })}>
          ← {labelOf(resource, 2)}
        </MuiLink>
      </Typography>
      <PageTitle title={title} />
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>{children}</Box>
    </Stack>
  );
}
