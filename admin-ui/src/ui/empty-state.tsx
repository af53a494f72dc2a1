import type { SvgIconComponent } from '@mui/icons-material';
import { Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: SvgIconComponent;
  title: string;
  /** What it is for, or what to do first. */
  text: string;
  /** Where the page has no other heading: `h1`. */
  heading?: 'h1' | 'h2';
  /** The button that does the first thing. */
  children?: ReactNode;
}

/** Instead of a list that holds nothing at all. */
export function EmptyState({ icon: Icon, title, text, heading = 'h2', children }: EmptyStateProps): ReactNode {
  return (
    <Card sx={{ width: '100%', mt: 2 }}>
      <CardContent>
        <Stack
          spacing={2}
          sx={{ alignItems: 'center', textAlign: 'center', py: { xs: 3, sm: 6 }, px: { xs: 0, sm: 2 } }}
        >
          <Icon color="primary" sx={{ fontSize: 48 }} />
          <Typography component={heading} variant="h2">
            {title}
          </Typography>
          <Typography color="textSecondary" sx={{ maxWidth: '55ch' }}>
            {text}
          </Typography>
          {children}
        </Stack>
      </CardContent>
    </Card>
  );
}
