import SettingsIcon from '@mui/icons-material/SettingsOutlined';
import { lazyPage } from '../ui/lazy-page.js';
import type { Room } from '../room.js';

/** One record, and so one page: it stands where other rooms have their list. */
export const settings: Room = {
  name: 'settings',
  group: 'automate',
  icon: SettingsIcon,
  permission: 'settings:manage',
  list: lazyPage(() => import('./settings-page.js')),
};
