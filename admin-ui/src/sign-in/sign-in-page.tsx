import { Box, Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useLogin, useTranslate } from 'react-admin';
import { Mark } from '../layout/mark.js';
import { ProviderButton, ProviderRefusal, useHasProvider } from './provider-sign-in.js';
import { SignInForm } from './sign-in-form.js';

/** By e-mail address and password, or at the organisation's provider. */
export default function SignInPage(): ReactNode {
  const login = useLogin();
  const translate = useTranslate();
  const hasProvider = useHasProvider();
  if (hasProvider === undefined) return null; // the page would jump when the button comes
  return (
    <Box
      component="main"
      sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', p: 2, bgcolor: 'background.default' }}
    >
      <Card sx={{ width: '100%', maxWidth: 380 }}>
        <CardContent sx={{ p: 4, '&:last-child': { pb: 4 } }}>
          <SignInForm
            onSignIn={login}
            heading={
              <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
                <Mark size={36} />
                <Typography variant="h2" component="h1">
                  {translate('bs.sign_in.title')}
                </Typography>
              </Stack>
            }
            notice={<ProviderRefusal />}
          >
            {hasProvider ? <ProviderButton /> : null}
          </SignInForm>
        </CardContent>
      </Card>
    </Box>
  );
}
