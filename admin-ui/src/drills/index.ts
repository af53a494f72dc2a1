import DrillIcon from '@mui/icons-material/ScienceOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const drills: Room = {
  name: 'drills',
  group: 'protect',
  icon: DrillIcon,
  permission: 'records:read',
  record: ({ number }) => `#${String(number)}`,
  list: lazyPage(() => import('./drill-list.js')),
  show: lazyPage(() => import('./drill-page.js')),
  create: lazyPage(() => import('./drill-create.js')),
  createPermission: 'drills:create',
};
