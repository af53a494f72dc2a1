import { Typography } from '@mui/material';
import { type ReactNode, useEffect, useRef } from 'react';
import { useFocusOnArrival } from './arrival.js';

interface PageTitleProps {
  title: string;
  /** Instead of the plain title: with a status beside it. */
  children?: ReactNode;
}

/** The heading of a page, and the name of its tab. */
export function PageTitle({ title, children }: PageTitleProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusOnArrival(heading, title);
  useEffect(() => {
    document.title = `${title} · Backstitch`;
    return () => {
      document.title = 'Backstitch';
    };
  }, [title]);
  return (
    <Typography ref={heading} tabIndex={-1} variant="h1" sx={{ overflowWrap: 'anywhere' }}>
      {children ?? title}
    </Typography>
  );
}
