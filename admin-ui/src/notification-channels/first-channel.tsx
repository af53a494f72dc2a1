import NotificationsIcon from '@mui/icons-material/NotificationsOutlined';
import { Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';

/** Where nobody is told of anything yet: what to do first. */
export function FirstChannel(): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('notifications:manage');
  const words = (key: string): string => translate(`resources.notification-channels.first.${key}`);
  return (
    <Card sx={{ width: '100%', mt: 2 }}>
      <CardContent>
        <Stack spacing={2} sx={{ alignItems: 'center', textAlign: 'center', py: 6, px: 2 }}>
          <NotificationsIcon color="primary" sx={{ fontSize: 48 }} />
          <Typography component="h2" variant="h2">
            {words('title')}
          </Typography>
          <Typography color="textSecondary" sx={{ maxWidth: '55ch' }}>
            {words(mayManage ? 'text' : 'ask')}
          </Typography>
          {mayManage ? <AddButton size="large" label="resources.notification-channels.first.button" /> : null}
        </Stack>
      </CardContent>
    </Card>
  );
}
