import AccountIcon from '@mui/icons-material/ManageAccountsOutlined';
import { ListItemIcon, ListItemText, MenuItem } from '@mui/material';
import type { ReactNode } from 'react';
import { Logout, useGetIdentity, useTranslate, useUserMenu, UserMenu as RaUserMenu } from 'react-admin';
import { Link } from 'react-router-dom';

/** Of whoever is signed in: their account, and the way out. */
export function UserMenu(): ReactNode {
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  return (
    <RaUserMenu label={`${identity?.fullName ?? ''}: ${translate('ra.auth.user_menu')}`}>
      <AccountItem />
      <Logout />
    </RaUserMenu>
  );
}

function AccountItem(): ReactNode {
  const translate = useTranslate();
  const menu = useUserMenu();
  return (
    <MenuItem component={Link} to="/account" onClick={menu?.onClose}>
      <ListItemIcon>
        <AccountIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{translate('bs.account.title')}</ListItemText>
    </MenuItem>
  );
}
