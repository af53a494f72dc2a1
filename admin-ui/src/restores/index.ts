import RestoreIcon from '@mui/icons-material/SettingsBackupRestore';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const restores: Room = {
  name: 'restores',
  group: 'recover',
  icon: RestoreIcon,
  permission: 'records:read',
  record: ({ number }) => `#${String(number)}`,
  list: lazy(() => import('./restore-list.js')),
  show: lazy(() => import('./restore-page.js')),
};
