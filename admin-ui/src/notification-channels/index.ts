import NotificationsIcon from '@mui/icons-material/NotificationsOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const notificationChannels: Room = {
  name: 'notification-channels',
  group: 'automate',
  icon: NotificationsIcon,
  permission: 'records:read',
  record: 'name',
  list: lazy(() => import('./channel-list.js')),
  show: lazy(() => import('./channel-page.js')),
  create: lazy(() => import('./channel-create.js')),
  createPermission: 'notifications:manage',
  edit: lazy(() => import('./channel-edit.js')),
  editPermission: 'notifications:manage',
};
