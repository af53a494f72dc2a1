import { Box, LinearProgress } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

interface UseProps {
  of: number;
  /** What the plan allows; null: as much as one likes. */
  most: number | null;
  inWords: (value: number) => string;
}

/** How much of what a plan allows is used: in words, and as a bar. */
export function Use({ of, most, inWords }: UseProps): ReactNode {
  const translate = useTranslate();
  if (most === null) return inWords(of);
  const percent = most === 0 ? 100 : Math.min(100, (of / most) * 100);
  const words = translate('resources.tenants.of', { used: inWords(of), most: inWords(most) });
  return (
    <Box sx={{ minWidth: 110 }}>
      {words}
      <LinearProgress
        variant="determinate"
        value={percent}
        color={percent >= 100 ? 'error' : percent >= 90 ? 'warning' : 'primary'}
        aria-label={words}
      />
    </Box>
  );
}
