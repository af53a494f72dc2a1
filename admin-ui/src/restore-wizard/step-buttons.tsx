import { Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { CancelLink } from './cancel-link.js';

interface StepButtonsProps {
  onBack?: () => void;
  /** The one button that leads on. */
  children: ReactNode;
}

/** The ways back and out on the left, the way on at the right, always within reach. */
export function StepButtons({ onBack, children }: StepButtonsProps): ReactNode {
  const translate = useTranslate();
  return (
    <Box
      sx={{
        position: 'sticky',
        bottom: 0,
        zIndex: 1,
        mt: 3,
        py: 1.5,
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1,
        alignItems: 'center',
        bgcolor: 'background.default',
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {onBack === undefined ? null : <Button onClick={onBack}>{translate('bs.wizard.back')}</Button>}
      <CancelLink sx={{ display: { xs: 'none', sm: 'inline-flex' } }} />
      <Box sx={{ flex: 1 }} />
      {children}
    </Box>
  );
}
