import ScheduleIcon from '@mui/icons-material/ScheduleOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const schedules: Room = {
  name: 'schedules',
  group: 'automate',
  icon: ScheduleIcon,
  permission: 'records:read',
  record: 'name',
  list: lazy(() => import('./schedule-list.js')),
  show: lazy(() => import('./schedule-page.js')),
  create: lazy(() => import('./schedule-create.js')),
  createPermission: 'schedules:manage',
  edit: lazy(() => import('./schedule-edit.js')),
  editPermission: 'schedules:manage',
  pages: [{ path: 'calendar', page: lazy(() => import('./calendar/calendar-page.js')) }],
};
