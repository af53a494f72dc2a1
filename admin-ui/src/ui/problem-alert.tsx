import { Alert, AlertTitle, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { ApiProblem, isNotFound, Unreachable } from '../data/api-problem.js';
import { hintForReader } from './hint.js';

interface ProblemAlertProps {
  /** What was thrown; nothing is shown for nothing. */
  error: unknown;
  /** Offered where trying again may help. */
  onRetry?: () => void;
  /** Where it lies over the page, and can be dismissed. */
  onClose?: () => void;
}

/** An error as its reader needs it: what went wrong, what to do next, and the number to find it by in the server's log. */
export function ProblemAlert({ error, onRetry, onClose }: ProblemAlertProps): ReactNode {
  const translate = useTranslate();
  if (error === null || error === undefined) return null;
  const { message, hint, requestId } = wordsOf(error, translate);
  return (
    <Alert
      severity="error"
      role="alert"
      closeText={translate('ra.action.close')}
      {...(onClose === undefined ? {} : { onClose })}
      action={
        onRetry === undefined || isNotFound(error) ? undefined : (
          <Button color="inherit" size="small" onClick={onRetry}>
            {translate('bs.problem.retry')}
          </Button>
        )
      }
    >
      <AlertTitle sx={{ mb: hint === null && requestId === null ? 0 : undefined }}>{message}</AlertTitle>
      {hint}
      {requestId === null ? null : (
        <small style={{ display: 'block' }}>{translate('bs.problem.request', { id: requestId })}</small>
      )}
    </Alert>
  );
}

interface Words {
  message: string;
  hint: string | null;
  requestId: string | null;
}

function wordsOf(error: unknown, translate: ReturnType<typeof useTranslate>): Words {
  if (error instanceof ApiProblem) {
    const { message, requestId } = error;
    const hint = isNotFound(error) ? null : (hintForReader(error, translate) ?? fieldsOf(error));
    return { message, hint, requestId };
  }
  if (error instanceof Unreachable) {
    return {
      message: translate('bs.problem.unreachable'),
      hint: translate('bs.problem.unreachable_hint'),
      requestId: null,
    };
  }
  return { message: error instanceof Error ? error.message : String(error), hint: null, requestId: null };
}

/** What is wrong with which field, where nothing better is known. */
function fieldsOf({ body: { errors = {} } }: ApiProblem): string | null {
  const said = Object.entries(errors).map(([field, message]) => `${field}: ${message}`);
  return said.length === 0 ? null : said.join('; ');
}
