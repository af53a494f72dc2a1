import TenantIcon from '@mui/icons-material/ApartmentOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const tenants: Room = {
  name: 'tenants',
  group: 'manage',
  icon: TenantIcon,
  permission: 'tenants:manage',
  record: 'name',
  list: lazyPage(() => import('./tenant-list.js')),
  create: lazyPage(() => import('./tenant-create.js')),
  edit: lazyPage(() => import('./tenant-edit.js')),
};
