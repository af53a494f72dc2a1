import SourceIcon from '@mui/icons-material/StorageOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const sources: Room = {
  name: 'sources',
  group: 'protect',
  icon: SourceIcon,
  permission: 'records:read',
  record: 'name',
  list: lazyPage(() => import('./source-list.js')),
  show: lazyPage(() => import('./source-page.js')),
  create: lazyPage(() => import('./source-create.js')),
  createPermission: 'sources:manage',
  edit: lazyPage(() => import('./source-edit.js')),
  editPermission: 'sources:manage',
};
