import PeopleIcon from '@mui/icons-material/PeopleOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const users: Room = {
  name: 'users',
  group: 'manage',
  icon: PeopleIcon,
  permission: 'people:manage',
  record: 'email',
  list: lazyPage(() => import('./user-list.js')),
  create: lazyPage(() => import('./user-create.js')),
  edit: lazyPage(() => import('./user-edit.js')),
};
