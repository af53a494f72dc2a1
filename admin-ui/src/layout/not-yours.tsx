import { Button, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { session } from '../data/session.js';
import { PageTitle } from '../ui/page-title.js';

/** In the place of a page that is there, and not for whoever asks. */
export function NotYours(): ReactNode {
  const translate = useTranslate();
  const role = translate(`resources.users.role.${session.me?.role ?? 'viewer'}`);
  return (
    <Stack spacing={2} sx={{ alignItems: 'flex-start', py: 2 }}>
      <PageTitle title={translate('bs.not_yours.title')} />
      <Typography sx={{ color: 'text.secondary' }}>{translate('bs.not_yours.why', { role })}</Typography>
      <Button variant="contained" component={Link} to="/">
        {translate('ra.page.dashboard')}
      </Button>
    </Stack>
  );
}
