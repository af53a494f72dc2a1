import { Box, Button, Card, CardContent, Stack, TextField, Typography } from '@mui/material';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useLogin, useTranslate } from 'react-admin';
import { ApiProblem } from '../data/api-problem.js';
import { Mark } from '../layout/mark.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { ProviderButton, ProviderRefusal, useHasProvider } from './provider-sign-in.js';

/** Whether the server wants the code of a second factor, too: it says so by the field that it misses. */
function wantsCode(error: unknown): boolean {
  return error instanceof ApiProblem && error.body.errors?.otp !== undefined;
}

/** E-mail address and password, with the code of the second factor where the person has one; or at the organisation's provider. */
export default function SignInPage(): ReactNode {
  const login = useLogin();
  const translate = useTranslate();
  const hasProvider = useHasProvider();
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
      await login({
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

  if (hasProvider === undefined) return null; // the page would jump when the button comes
  return (
    <Box
      component="main"
      sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', p: 2, bgcolor: 'background.default' }}
    >
      <Card sx={{ width: '100%', maxWidth: 380 }}>
        <CardContent sx={{ p: 4, '&:last-child': { pb: 4 } }}>
          <Stack component="form" spacing={2.5} onSubmit={(event) => void submit(event)}>
            <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
              <Mark size={36} />
              <Typography variant="h2" component="h1">
                {translate('bs.sign_in.title')}
              </Typography>
            </Stack>
            {error === null ? <ProviderRefusal /> : <ProblemAlert error={error} />}
            <TextField
              name="email"
              type="email"
              label={translate('bs.sign_in.email')}
              autoComplete="username"
              required
              autoFocus
            />
            <TextField
              name="password"
              type="password"
              label={translate('bs.sign_in.password')}
              autoComplete="current-password"
              required
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
            <Button type="submit" variant="contained" size="large" loading={isBusy}>
              {translate('bs.sign_in.submit')}
            </Button>
            {hasProvider ? <ProviderButton /> : null}
          </Stack>
        </CardContent>
      </Card>
    </Box>
  );
}
