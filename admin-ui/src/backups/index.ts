import BackupIcon from '@mui/icons-material/Inventory2Outlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const backups: Room = {
  name: 'backups',
  group: 'recover',
  icon: BackupIcon,
  permission: 'records:read',
  record: 'name',
  list: lazyPage(() => import('./backup-list.js')),
  show: lazyPage(() => import('./backup-page.js')),
  pages: [
    { path: 'upload', page: lazyPage(() => import('./upload/upload-page.js')), permission: 'backups:create' },
    {
      path: ':id/restore',
      page: lazyPage(() => import('../restore-wizard/restore-wizard.js')),
      permission: 'restores:plan',
    },
  ],
};
