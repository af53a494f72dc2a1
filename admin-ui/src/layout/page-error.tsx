import { Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { type ErrorProps, useTranslate } from 'react-admin';
import { ProblemAlert } from '../ui/problem-alert.js';

/** In the place of a page that could not be drawn; the menu still works. */
export function PageError(props: ErrorProps): ReactNode {
  const error: unknown = props.error;
  const translate = useTranslate();
  return (
    <Box sx={{ p: 3, maxWidth: 640 }}>
      <ProblemAlert error={error} />
      <Button
        sx={{ mt: 2 }}
        variant="contained"
        onClick={() => {
          location.reload();
        }}
      >
        {translate('bs.problem.retry')}
      </Button>
    </Box>
  );
}
