import { Alert, type AlertColor, AlertTitle } from '@mui/material';
import type { ReactNode } from 'react';
import type { components } from '../api/schema.js';

interface RecordedErrorProps {
  error: components['schemas']['ErrorResponse'] | null;
  severity?: AlertColor;
}

/** Why a job failed, as its record says: what went wrong, what to do about it, and the code to look it up by. */
export function RecordedError({ error, severity = 'error' }: RecordedErrorProps): ReactNode {
  if (error === null) return null;
  const { code, message, hint } = error;
  return (
    <Alert severity={severity} sx={{ overflowWrap: 'anywhere' }}>
      <AlertTitle>{message}</AlertTitle>
      {hint}
      <small style={{ display: 'block' }}>{code}</small>
    </Alert>
  );
}
