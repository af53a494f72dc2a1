import KeyIcon from '@mui/icons-material/VpnKeyOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const apiKeys: Room = {
  name: 'api-keys',
  group: 'manage',
  icon: KeyIcon,
  permission: 'keys:manage',
  record: 'name',
  list: lazyPage(() => import('./api-key-list.js')),
  create: lazyPage(() => import('./api-key-create.js')),
};
