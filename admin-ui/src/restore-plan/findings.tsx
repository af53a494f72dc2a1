import { Alert, AlertTitle, Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { Finding } from './plan.js';

/** What stands in the way, or is to be known: what it is, and what to do about it. */
export function Findings({ of, severity }: { of: readonly Finding[]; severity: 'error' | 'warning' }): ReactNode {
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
      {of.map(({ code, message, hint }, index) => (
        <li key={`${code} ${index}`}>
          <Alert severity={severity} variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
            <AlertTitle sx={{ fontSize: 'inherit', mb: 0.25 }}>{message}</AlertTitle>
            {hint}
          </Alert>
        </li>
      ))}
    </Box>
  );
}
