import { Box, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { PageTitle } from './page-title.js';

interface PageHeadingProps {
  /** What the page is, in words: a heading of the page itself, and in the bar above. */
  title: string;
  /** Beside it: a state, a name. */
  beside?: ReactNode;
  /** A sentence under it. */
  subtitle?: ReactNode;
  /** On the other side: what can be done here. */
  actions?: ReactNode;
}

/** The first heading of a page, and what can be done with the whole of it. */
export function PageHeading({ title, beside, subtitle, actions }: PageHeadingProps): ReactNode {
  return (
    <Stack
      direction="row"
      useFlexGap
      spacing={1}
      sx={{ flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', mb: 2, minHeight: 40 }}
    >
      <Box sx={{ minWidth: 0 }}>
        <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
          <PageTitle title={title} />
          {beside}
        </Stack>
        {subtitle === undefined ? null : (
          <Typography color="textSecondary" sx={{ mt: 0.5 }}>
            {subtitle}
          </Typography>
        )}
      </Box>
      {actions === undefined ? null : (
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          {actions}
        </Stack>
      )}
    </Stack>
  );
}
