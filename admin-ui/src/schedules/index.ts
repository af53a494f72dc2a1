import ScheduleIcon from '@mui/icons-material/ScheduleOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const schedules: Room = {
  name: 'schedules',
  group: 'automate',
  icon: ScheduleIcon,
  permission: 'records:read',
  record: 'name',
  list: lazyPage(() => import('./schedule-list.js')),
  show: lazyPage(() => import('./schedule-page.js')),
  create: lazyPage(() => import('./schedule-create.js')),
  createPermission: 'schedules:manage',
  edit: lazyPage(() => import('./schedule-edit.js')),
  editPermission: 'schedules:manage',
  pages: [{ path: 'calendar', page: lazyPage(() => import('./calendar/calendar-page.js')) }],
};
