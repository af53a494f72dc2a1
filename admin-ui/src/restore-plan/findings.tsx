import { Alert, AlertTitle, Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { Finding } from './plan.js';

/**
 * What stands in the way, or is to be known: what it is, and what to do about it. Hints that name a field of the API are said
 * in the words of the form here.
 */
export function Findings({ of, severity }: { of: readonly Finding[]; severity: 'error' | 'warning' }): ReactNode {
  const translate = useTranslate();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
      {of.map(({ code, message, hint }, index) => (
        <li key={`${code} ${index}`}>
          <Alert severity={severity} variant="outlined" sx={{ overflowWrap: 'anywhere' }}>
            <AlertTitle sx={{ fontSize: 'inherit', mb: 0.25 }}>{message}</AlertTitle>
            {translate(`bs.plan.hint.${code}`, { _: hint })}
          </Alert>
        </li>
      ))}
    </Box>
  );
}
