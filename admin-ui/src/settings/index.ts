import SettingsIcon from '@mui/icons-material/SettingsOutlined';
import { lazy } from 'react';
import type { Room } from '../room.js';

/** One record, and so one page: it stands where other rooms have their list. */
export const settings: Room = {
  name: 'settings',
  group: 'automate',
  icon: SettingsIcon,
  permission: 'settings:manage',
  list: lazy(() => import('./settings-page.js')),
};
