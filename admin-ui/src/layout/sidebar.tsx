import { Box, type Theme, useMediaQuery } from '@mui/material';
import type { ReactNode } from 'react';
import { Sidebar as RaSidebar, type SidebarProps, useTranslate } from 'react-admin';

/** Where the menu stands: a landmark beside the page; on a phone a dialog over it. */
export function Sidebar({ children, ...sidebar }: SidebarProps): ReactNode {
  const name = useTranslate()('bs.menu.name');
  const isDialog = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  return (
    <RaSidebar {...sidebar} {...(isDialog ? { slotProps: { paper: { 'aria-label': name } } } : {})}>
      <Box component="nav" aria-label={name}>
        {children}
      </Box>
    </RaSidebar>
  );
}
