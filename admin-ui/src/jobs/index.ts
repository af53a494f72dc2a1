import QueueIcon from '@mui/icons-material/PendingActionsOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const jobs: Room = {
  name: 'jobs',
  group: 'manage',
  icon: QueueIcon,
  permission: 'records:read',
  list: lazyPage(() => import('./job-list.js')),
};
