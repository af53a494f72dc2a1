import { Typography } from '@mui/material';
import { type ReactNode, useEffect } from 'react';

interface PageTitleProps {
  title: string;
  /** Instead of the plain title: with a status beside it. */
  children?: ReactNode;
}

/** The heading of a page, and the name of its tab. */
export function PageTitle({ title, children }: PageTitleProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Backstitch`;
    return () => {
      document.title = 'Backstitch';
    };
  }, [title]);
  return (
    <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
      {children ?? title}
    </Typography>
  );
}
