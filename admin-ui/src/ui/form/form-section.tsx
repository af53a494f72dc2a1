import { Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface FormSectionProps {
  title: string;
  /** What these fields are for. */
  about?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together, under a heading. */
export function FormSection({ title, about, children }: FormSectionProps): ReactNode {
  return (
    <Card component="section">
      <CardContent>
        <Typography component="h2" variant="h3">
          {title}
        </Typography>
        {about === undefined ? null : (
          <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5, maxWidth: '65ch' }}>
            {about}
          </Typography>
        )}
        <Stack sx={{ mt: 1.5 }}>{children}</Stack>
      </CardContent>
    </Card>
  );
}
