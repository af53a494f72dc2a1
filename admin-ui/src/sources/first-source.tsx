import { Card, CardContent, Stack, Typography } from '@mui/material';
import SourceIcon from '@mui/icons-material/StorageOutlined';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';

/** Where nothing is protected yet: what to do first. */
export function FirstSource(): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('sources:manage');
  return (
    <Card sx={{ width: '100%', mt: 2 }}>
      <CardContent>
        <Stack spacing={2} sx={{ alignItems: 'center', textAlign: 'center', py: 6, px: 2 }}>
          <SourceIcon color="primary" sx={{ fontSize: 48 }} />
          <Typography component="h1" variant="h2">
            {translate('resources.sources.first.title')}
          </Typography>
          <Typography color="textSecondary" sx={{ maxWidth: '55ch' }}>
            {translate(mayManage ? 'resources.sources.first.text' : 'resources.sources.first.ask')}
          </Typography>
          {mayManage ? <AddButton resource="sources" size="large" label="resources.sources.first.button" /> : null}
        </Stack>
      </CardContent>
    </Card>
  );
}
