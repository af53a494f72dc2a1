import { Alert, type AlertColor, AlertTitle, Box, Link as MuiLink } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import type { components } from '../api/schema.js';
import { MONOSPACE } from '../theme/theme.js';
import { hintForReader } from './hint.js';

type Recorded = components['schemas']['ErrorResponse'];

interface RecordedErrorProps {
  error: Recorded | null;
  severity?: AlertColor;
  /** Puts what happened into a sentence. */
  lead?: (what: string) => string;
  /** Where the log is that may say more. */
  log?: string;
  /** What else there is to do. */
  children?: ReactNode;
}

/** Why a job failed, as its record says: what went wrong, what to do about it, and the code to look it up by. */
export function RecordedError({ error, severity = 'error', lead, log, children }: RecordedErrorProps): ReactNode {
  const translate = useTranslate();
  if (error === null) return null;
  const { what, details } = partsOf(error, translate);
  return (
    <Alert severity={severity} sx={{ overflowWrap: 'anywhere', '& .MuiAlert-message': { minWidth: 0, flex: 1 } }}>
      <AlertTitle>{lead?.(what) ?? what}</AlertTitle>
      {hintForReader(error, translate)}
      {children}
      {log === undefined ? null : (
        <MuiLink component={Link} to={log} color="inherit" underline="always" sx={{ display: 'block', py: 0.5 }}>
          {translate('bs.problem.log')}
        </MuiLink>
      )}
      {details === '' ? null : <Details>{details}</Details>}
      <small style={{ display: 'block' }}>{error.code}</small>
    </Alert>
  );
}

/** Of the commonest errors a sentence in the reader's own language; of others the first line of what was said. */
function partsOf(
  { code, message }: Recorded,
  translate: ReturnType<typeof useTranslate>,
): { what: string; details: string } {
  const sentence = translate(`bs.problem.of.${code}`, { _: '' });
  if (sentence !== '') return { what: sentence, details: message };
  const [first = '', ...rest] = message.split('\n');
  return { what: first, details: rest.join('\n').trim() };
}

/** As a program or the server said it, line by line. */
function Details({ children }: { children: string }): ReactNode {
  const translate = useTranslate();
  return (
    <details>
      <Box component="summary" sx={{ cursor: 'pointer', width: 'fit-content', py: 0.5 }}>
        {translate('bs.problem.details')}
      </Box>
      <Box
        component="pre"
        sx={{
          m: 0,
          p: 1,
          borderRadius: 1,
          bgcolor: 'action.hover',
          fontFamily: MONOSPACE,
          fontSize: 12,
          whiteSpace: 'pre-wrap',
        }}
      >
        {children}
      </Box>
    </details>
  );
}
