import AuditIcon from '@mui/icons-material/FactCheckOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

export const auditEvents: Room = {
  name: 'audit-events',
  group: 'manage',
  icon: AuditIcon,
  permission: 'audit:read',
  list: lazyPage(() => import('./audit-list.js')),
};
