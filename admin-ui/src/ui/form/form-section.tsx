import { Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';

interface FormSectionProps {
  /** Without one the form is one part, and its page's heading says what it is. */
  title?: string;
  /** What these fields are for. */
  about?: ReactNode;
  children: ReactNode;
}

/** Fields that belong together, under a heading where there are others. */
export function FormSection({ title, about, children }: FormSectionProps): ReactNode {
  return (
    <Card component="section">
      <CardContent>
        {title === undefined ? null : (
          <Typography component="h2" variant="h3">
            {title}
          </Typography>
        )}
        {about === undefined ? null : (
          <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5, maxWidth: '65ch' }}>
            {about}
          </Typography>
        )}
        <Stack sx={{ mt: title === undefined ? 0 : 1.5 }}>{children}</Stack>
      </CardContent>
    </Card>
  );
}
