import BackupIcon from '@mui/icons-material/Inventory2Outlined';
import { Card, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMay } from '../../data/may.js';

/** Where there is no backup at all: what makes the first. */
export function NoBackups(): ReactNode {
  const translate = useTranslate();
  const mayCreate = useMay('backups:create');
  return (
    <Card sx={{ width: '100%' }}>
      <Stack spacing={2} sx={{ alignItems: 'center', textAlign: 'center', px: 3, py: 8 }}>
        <BackupIcon sx={{ fontSize: 48, color: 'text.secondary' }} />
        <Typography variant="h2">{translate('resources.backups.none.title')}</Typography>
        <Typography sx={{ color: 'text.secondary', maxWidth: 460 }}>
          {translate(mayCreate ? 'resources.backups.none.first' : 'resources.backups.none.ask')}
        </Typography>
      </Stack>
    </Card>
  );
}
