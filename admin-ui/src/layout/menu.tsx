import { Divider, ListSubheader } from '@mui/material';
import { Fragment, type ReactNode } from 'react';
import {
  Menu as RaMenu,
  useCreatePath,
  usePermissions,
  useResourceDefinitions,
  useSidebarState,
  useTranslate,
} from 'react-admin';
import { useMatch } from 'react-router-dom';
import { GROUPS } from '../room.js';
import { ROOMS } from '../rooms.js';

/** The rooms that whoever is signed in may see, under their headings. */
export function Menu(): ReactNode {
  const translate = useTranslate();
  const [isOpen] = useSidebarState();
  const { permissions } = usePermissions<string[]>();
  const shown = useResourceDefinitions();
  const rooms = ROOMS.filter(
    ({ name, permission, list }) => list !== undefined && name in shown && permissions?.includes(permission) === true,
  );
  return (
    <RaMenu>
      <RaMenu.DashboardItem {...useCurrent('/')} />
      {GROUPS.filter((group) => rooms.some((room) => room.group === group)).map((group) => (
        <Fragment key={group}>
          {isOpen ? (
            <ListSubheader component="div" disableSticky sx={{ lineHeight: '32px', bgcolor: 'transparent' }}>
              {translate(`bs.menu.${group}`)}
            </ListSubheader>
          ) : (
            <Divider sx={{ my: 1 }} />
          )}
          {rooms
            .filter((room) => room.group === group)
            .map(({ name }) => (
              <RoomItem key={name} name={name} />
            ))}
        </Fragment>
      ))}
    </RaMenu>
  );
}

function RoomItem({ name }: { name: string }): ReactNode {
  const createPath = useCreatePath();
  return <RaMenu.ResourceItem name={name} {...useCurrent(createPath({ resource: name, type: 'list' }))} />;
}

/** Told to whoever does not see the bar beside it: the pages of a room's records are in the room. */
function useCurrent(path: string): { 'aria-current'?: 'page' } {
  return useMatch({ path, end: path === '/' }) === null ? {} : { 'aria-current': 'page' };
}
