import { Box } from '@mui/material';
import { Children, type ReactNode } from 'react';

const DOT = (
  <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
    {'\u00a0· '}
  </Box>
);

/** Facts in one sentence, "of shop · 3 minutes ago", of which no line begins with a dot; on a phone a line for each. */
export function Dotted({ children }: { children: ReactNode }): ReactNode {
  const facts = Children.toArray(children);
  return facts.map((fact, index) => (
    // They stand where they stand.
    <Box component="span" key={index} sx={{ display: { xs: 'block', sm: 'inline' } }}>
      {fact}
      {index === facts.length - 1 ? null : DOT}
    </Box>
  ));
}
