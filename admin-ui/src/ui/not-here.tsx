import { Button, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { PageTitle } from './page-title.js';

interface NotHereProps {
  title: string;
  /** Where to look instead. */
  to: string;
  toName: string;
}

/** In the place of what an address leads to no more, or never did: trying again would not help. */
export function NotHere({ title, to, toName }: NotHereProps): ReactNode {
  const translate = useTranslate();
  return (
    <Stack spacing={2} sx={{ alignItems: 'flex-start', py: 2 }}>
      <PageTitle title={title} />
      <Typography sx={{ color: 'text.secondary' }}>{translate('bs.not_here.why')}</Typography>
      <Button variant="contained" component={Link} to={to}>
        {toName}
      </Button>
    </Stack>
  );
}
