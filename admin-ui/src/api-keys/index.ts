import KeyIcon from '@mui/icons-material/VpnKeyOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const apiKeys: Room = {
  name: 'api-keys',
  group: 'manage',
  icon: KeyIcon,
  permission: 'keys:manage',
  record: 'name',
  list: lazy(() => import('./api-key-list.js')),
  create: lazy(() => import('./api-key-create.js')),
};
