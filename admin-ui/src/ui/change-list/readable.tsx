import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { Pagination, useListContext } from 'react-admin';
import { ProblemAlert } from '../problem-alert.js';

/** What could not be read is said in the place of the rows: no rows would mean that there are none. */
export function Readable({ children }: { children: ReactNode }): ReactNode {
  const { error, data, refetch } = useListContext();
  if (error === null || data !== undefined) return children;
  return (
    <Box sx={{ p: 1.5 }}>
      <ProblemAlert
        error={error}
        onRetry={() => {
          void refetch();
        }}
      />
    </Box>
  );
}

/** Of a list that was read. */
export function Pages(): ReactNode {
  const { error, data } = useListContext();
  if (error !== null && data === undefined) return null;
  return <Pagination rowsPerPageOptions={[10, 25, 50, 100, 200]} />;
}

/** In its place (Readable), and not for a few seconds only. */
export function saidByThePage(): void {
  // Nothing else is to be done.
}
