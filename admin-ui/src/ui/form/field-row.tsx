import { Stack } from '@mui/material';
import type { ReactNode } from 'react';

/** Fields beside each other where there is room, below each other on a phone. */
export function FieldRow({ children }: { children: ReactNode }): ReactNode {
  return (
    <Stack
      direction={{ xs: 'column', sm: 'row' }}
      sx={{ gap: { xs: 0, sm: 2 }, '& > *': { flex: '1 1 0', minWidth: 0 } }}
    >
      {children}
    </Stack>
  );
}
