import NotificationsIcon from '@mui/icons-material/NotificationsOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const notificationChannels: Room = {
  name: 'notification-channels',
  group: 'automate',
  icon: NotificationsIcon,
  permission: 'records:read',
  record: 'name',
  list: lazyPage(() => import('./channel-list.js')),
  show: lazyPage(() => import('./channel-page.js')),
  create: lazyPage(() => import('./channel-create.js')),
  createPermission: 'notifications:manage',
  edit: lazyPage(() => import('./channel-edit.js')),
  editPermission: 'notifications:manage',
};
