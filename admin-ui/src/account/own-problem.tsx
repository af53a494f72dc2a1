import { Alert } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { fieldErrorOf } from '../data/field-error.js';
import { ProblemAlert } from '../ui/problem-alert.js';

/** What went wrong with something that asks for one's own password: mostly the password. */
export function OwnProblem({ error }: { error: unknown }): ReactNode {
  const translate = useTranslate();
  const isPassword = ['password', 'currentPassword'].some((field) => fieldErrorOf(error, field) !== undefined);
  if (!isPassword) return <ProblemAlert error={error} />;
  return (
    <Alert severity="error" role="alert">
      {translate('bs.account.password.wrong')}
    </Alert>
  );
}
