import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { MONOSPACE } from '../../theme/theme.js';

/** What shows a proof: counts, sizes, checksums, and the commands as they were run. */
export function Evidence({ of: evidence }: { of: Record<string, unknown> }): ReactNode {
  const translate = useTranslate();
  return (
    <Box component="details" sx={{ mt: 0.5 }}>
      <Box component="summary" sx={{ cursor: 'pointer', color: 'primary.main', width: 'fit-content', py: 0.25 }}>
        {translate('resources.backups.proofs.evidence')}
      </Box>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto minmax(0, 1fr)',
          columnGap: 2,
          rowGap: 0.5,
          m: 0,
          mt: 0.5,
          p: 1,
          borderRadius: 1,
          bgcolor: 'action.hover',
          fontFamily: MONOSPACE,
          fontSize: 12,
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
        }}
      >
        {Object.entries(evidence).map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{inWords(name, value)}</dd>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function inWords(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (name === 'commands' && isCommands(value)) return value.map((words) => words.join(' ')).join('\n  | ');
  return JSON.stringify(value);
}

function isCommands(value: unknown): value is string[][] {
  return Array.isArray(value) && value.every((each) => Array.isArray(each));
}
