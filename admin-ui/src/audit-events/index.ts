import AuditIcon from '@mui/icons-material/FactCheckOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

export const auditEvents: Room = {
  name: 'audit-events',
  group: 'manage',
  icon: AuditIcon,
  permission: 'audit:read',
  list: lazy(() => import('./audit-list.js')),
};
