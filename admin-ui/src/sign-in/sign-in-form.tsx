import { Stack, TextField } from '@mui/material';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslate } from 'react-admin';
import { ApiProblem } from '../data/api-problem.js';
import type { SignIn } from '../data/auth-provider.js';
import { BusyButton } from '../ui/busy-button.js';
import { ProblemAlert } from '../ui/problem-alert.js';

/** Whether the server wants the code of a second factor, too: it says so by the field that it misses. */
function wantsCode(error: unknown): boolean {
  return error instanceof ApiProblem && error.body.errors?.otp !== undefined;
}

interface SignInFormProps {
  /** Where it is known who it must be. */
  email?: string;
  /** What it throws is shown. */
  onSignIn: (given: SignIn) => Promise<unknown>;
  heading?: ReactNode;
  /** Until something was wrong with what was given. */
  notice?: ReactNode;
  /** Under the button. */
  children?: ReactNode;
}

/** E-mail address and password, with the code of the second factor where the person has one. */
export function SignInForm({ email, onSignIn, heading, notice, children }: SignInFormProps): ReactNode {
  const translate = useTranslate();
  const [error, setError] = useState<unknown>(null);
  const [needsCode, setNeedsCode] = useState(false);
  const [isBusy, setIsBusy] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string): string => given.get(name) as string;
    setIsBusy(true);
    setError(null);
    try {
      await onSignIn({
        email: text('email').trim(),
        password: text('password'),
        ...(needsCode ? { otp: text('otp') } : {}),
      });
    } catch (problem) {
      // The first time that a code is asked for, nothing was wrong yet.
      if (wantsCode(problem) && !needsCode) setNeedsCode(true);
      else setError(problem);
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Stack component="form" spacing={2.5} onSubmit={(event) => void submit(event)}>
      {heading}
      {error === null ? notice : <ProblemAlert error={error} />}
      <TextField
        name="email"
        type="email"
        label={translate('bs.sign_in.email')}
        autoComplete="username"
        required
        {...(email === undefined
          ? { autoFocus: true }
          : { value: email, slotProps: { htmlInput: { readOnly: true } } })}
      />
      <TextField
        name="password"
        type="password"
        label={translate('bs.sign_in.password')}
        autoComplete="current-password"
        required
        autoFocus={email !== undefined}
      />
      {needsCode ? (
        <TextField
          name="otp"
          label={translate('bs.sign_in.code')}
          helperText={translate('bs.sign_in.code_help')}
          autoComplete="one-time-code"
          required
          autoFocus
        />
      ) : null}
      <BusyButton type="submit" variant="contained" size="large" isBusy={isBusy}>
        {translate('bs.sign_in.submit')}
      </BusyButton>
      {children}
    </Stack>
  );
}
