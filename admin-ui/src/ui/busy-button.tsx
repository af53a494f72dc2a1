import { Box, Button, type ButtonProps, CircularProgress } from '@mui/material';
import type { ReactNode } from 'react';

interface BusyButtonProps extends Omit<ButtonProps, 'loading'> {
  /** What was asked for is under way: nothing is asked for again. */
  isBusy: boolean;
}

/**
 * A button whose act takes a while. It keeps the focus meanwhile, where one that is disabled loses it to the top of the page;
 * what it is called stays, too, for whoever does not see it turn.
 */
export function BusyButton({ isBusy, onClick, sx, children, ...button }: BusyButtonProps): ReactNode {
  if (!isBusy)
    return <Button {...button} {...(onClick === undefined ? {} : { onClick })} sx={sx} children={children} />;
  return (
    <Button
      {...button}
      aria-busy
      aria-disabled
      disableRipple
      onClick={(event) => {
        event.preventDefault(); // nor is a form sent, by "Enter" in a field of it either
      }}
      sx={[...(Array.isArray(sx) ? (sx as object[]) : [sx ?? {}]), BUSY, button.variant === 'contained' ? FILLED : {}]}
    >
      {children}
      <Box component="span" aria-hidden sx={{ position: 'absolute', display: 'flex', color: 'text.secondary' }}>
        <CircularProgress color="inherit" size={16} />
      </Box>
    </Button>
  );
}

const BUSY = { '&, &:hover': { color: 'transparent', cursor: 'default', boxShadow: 'none' } };
const FILLED = { '&, &:hover': { bgcolor: 'action.disabledBackground' } };
