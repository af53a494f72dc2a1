import { Alert, Box, Button, Card, CardContent, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { useLogout, useTranslate } from 'react-admin';
import { readMe } from '../data/auth-provider.js';
import { queryClient } from '../data/query-client.js';
import { PageTitle } from '../ui/page-title.js';
import { PasswordForm } from './password-form.js';
import { useNavigate } from 'react-router-dom';

/** For whoever was given a password: until they have one of their own, there is nothing else for them to do. */
export default function FirstPasswordPage(): ReactNode {
  const translate = useTranslate();
  const navigate = useNavigate();
  const logout = useLogout();
  const goOn = async (): Promise<void> => {
    await readMe();
    await queryClient.resetQueries({ queryKey: ['auth'] });
    await navigate('/');
  };
  return (
    <Box component="main" sx={{ minHeight: '100dvh', display: 'grid', placeItems: 'center', p: 2 }}>
      <Card sx={{ width: '100%', maxWidth: 480 }}>
        <CardContent sx={{ p: 4 }}>
          <Stack spacing={2}>
            <PageTitle title={translate('bs.account.password.title')} />
            <Alert severity="info">{translate('bs.account.password.first')}</Alert>
            <PasswordForm onChanged={() => void goOn()} />
            <Button sx={{ alignSelf: 'start' }} onClick={() => void logout()}>
              {translate('ra.auth.logout')}
            </Button>
          </Stack>
        </CardContent>
      </Card>
    </Box>
  );
}
