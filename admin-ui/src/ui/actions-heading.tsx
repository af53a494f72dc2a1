import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { VISUALLY_HIDDEN } from './visually-hidden.js';

/** Names the column of a table that holds buttons, for whoever hears it. */
export function ActionsHeading(): ReactNode {
  const translate = useTranslate();
  return (
    <Box component="span" sx={VISUALLY_HIDDEN}>
      {translate('bs.list.actions')}
    </Box>
  );
}
