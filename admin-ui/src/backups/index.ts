import BackupIcon from '@mui/icons-material/Inventory2Outlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const backups: Room = {
  name: 'backups',
  group: 'recover',
  icon: BackupIcon,
  permission: 'records:read',
  record: 'name',
  list: lazy(() => import('./backup-list.js')),
  show: lazy(() => import('./backup-page.js')),
  pages: [
    { path: 'upload', page: lazy(() => import('./upload/upload-page.js')), permission: 'backups:create' },
    {
      path: ':id/restore',
      page: lazy(() => import('../restore-wizard/restore-wizard.js')),
      permission: 'restores:plan',
    },
  ],
};
