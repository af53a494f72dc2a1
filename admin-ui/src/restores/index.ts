import RestoreIcon from '@mui/icons-material/SettingsBackupRestore';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const restores: Room = {
  name: 'restores',
  group: 'recover',
  icon: RestoreIcon,
  permission: 'records:read',
  record: ({ number }) => `#${String(number)}`,
  list: lazyPage(() => import('./restore-list.js')),
  show: lazyPage(() => import('./restore-page.js')),
};
