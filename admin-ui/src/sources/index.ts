import SourceIcon from '@mui/icons-material/StorageOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const sources: Room = {
  name: 'sources',
  group: 'protect',
  icon: SourceIcon,
  permission: 'records:read',
  record: 'name',
  list: lazy(() => import('./source-list.js')),
  show: lazy(() => import('./source-page.js')),
  create: lazy(() => import('./source-create.js')),
  createPermission: 'sources:manage',
  edit: lazy(() => import('./source-edit.js')),
  editPermission: 'sources:manage',
};
