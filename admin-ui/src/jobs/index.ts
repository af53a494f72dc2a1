import QueueIcon from '@mui/icons-material/PendingActionsOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const jobs: Room = {
  name: 'jobs',
  group: 'manage',
  icon: QueueIcon,
  permission: 'records:read',
  list: lazy(() => import('./job-list.js')),
};
