import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { AppBar as RaAppBar, Link, LocalesMenuButton, ToggleThemeButton } from 'react-admin';
import { Mark } from './mark.js';
import { UserMenu } from './user-menu.js';

export function AppBar(): ReactNode {
  return (
    <RaAppBar
      color="primary"
      elevation={0}
      userMenu={<UserMenu />}
      toolbar={
        <>
          <LocalesMenuButton />
          <ToggleThemeButton />
        </>
      }
    >
      <Link
        to="/"
        color="inherit"
        aria-label="Backstitch"
        sx={{ display: 'flex', alignItems: 'center', gap: 1, mr: 2 }}
      >
        <Mark />
        <Typography component="span" variant="h6" sx={{ display: { xs: 'none', sm: 'inline' } }}>
          Backstitch
        </Typography>
      </Link>
      <Box sx={{ flex: 1 }} />
    </RaAppBar>
  );
}
