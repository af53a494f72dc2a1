import { Box, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { BackToList } from './back-to-list.js';
import { PageTitle } from './page-title.js';

interface FormPageProps {
  title: string;
  /** Cards: the form first. */
  children: ReactNode;
}

/** Around a form of a record: where one is, and the way back to its list. */
export function FormPage({ title, children }: FormPageProps): ReactNode {
  return (
    <Stack spacing={2} sx={{ py: 2, maxWidth: 860 }}>
      <BackToList />
      <PageTitle title={title} />
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>{children}</Box>
    </Stack>
  );
}
