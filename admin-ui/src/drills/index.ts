import DrillIcon from '@mui/icons-material/ScienceOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const drills: Room = {
  name: 'drills',
  group: 'protect',
  icon: DrillIcon,
  permission: 'records:read',
  record: ({ number }) => `#${String(number)}`,
  list: lazy(() => import('./drill-list.js')),
  show: lazy(() => import('./drill-page.js')),
  create: lazy(() => import('./drill-create.js')),
  createPermission: 'drills:create',
};
