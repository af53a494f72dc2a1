import PeopleIcon from '@mui/icons-material/PeopleOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const users: Room = {
  name: 'users',
  group: 'manage',
  icon: PeopleIcon,
  permission: 'people:manage',
  record: 'email',
  list: lazy(() => import('./user-list.js')),
  create: lazy(() => import('./user-create.js')),
  edit: lazy(() => import('./user-edit.js')),
};
