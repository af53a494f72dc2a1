import { Divider, ListSubheader } from '@mui/material';
import { Fragment, type ReactNode } from 'react';
import { Menu as RaMenu, usePermissions, useResourceDefinitions, useSidebarState, useTranslate } from 'react-admin';
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
      <RaMenu.DashboardItem />
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
              <RaMenu.ResourceItem key={name} name={name} />
            ))}
        </Fragment>
      ))}
    </RaMenu>
  );
}
