import TenantIcon from '@mui/icons-material/ApartmentOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const tenants: Room = {
  name: 'tenants',
  group: 'manage',
  icon: TenantIcon,
  permission: 'tenants:manage',
  record: 'name',
  list: lazy(() => import('./tenant-list.js')),
  create: lazy(() => import('./tenant-create.js')),
  edit: lazy(() => import('./tenant-edit.js')),
};
