import { Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { PageTitle } from '../ui/page-title.js';
import { PasswordForm } from './password-form.js';
import { SecondFactor } from './second-factor.js';
import { SessionList } from './session-list.js';

/** What somebody decides for themselves: their password, their second factor, where they are signed in. */
export default function AccountPage(): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  return (
    <Stack spacing={2} sx={{ py: 2 }}>
      <PageTitle title={translate('bs.account.title')} />
      <Part title={translate('bs.account.totp.title')}>
        <SecondFactor />
      </Part>
      <Part title={translate('bs.account.sessions.title')}>
        <SessionList />
      </Part>
      <Part title={translate('bs.account.password.title')}>
        <PasswordForm
          onChanged={(smart_count) => {
            notify('bs.account.password.changed', { type: 'success', messageArgs: { smart_count } });
          }}
        />
      </Part>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Card component="section" aria-label={title}>
      <CardContent>
        <Typography variant="h2" sx={{ mb: 2 }}>
          {title}
        </Typography>
        {children}
      </CardContent>
    </Card>
  );
}
