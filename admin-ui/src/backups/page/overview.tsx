import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { Backup } from '../backup.js';
import { Artifacts } from './artifacts.js';
import { Facts } from './facts.js';
import { ProofLadder } from './proof-ladder.js';

export function Overview({ of: backup }: { of: Backup }): ReactNode {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
        alignItems: 'start',
      }}
    >
      <ProofLadder of={backup} />
      <Facts of={backup} />
      <Box sx={{ gridColumn: '1 / -1' }}>
        <Artifacts of={backup} />
      </Box>
    </Box>
  );
}
