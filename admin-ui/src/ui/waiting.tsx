import { Skeleton } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

/** Keeps the room of what is being read. */
export function Waiting({ height }: { height: number }): ReactNode {
  const translate = useTranslate();
  return <Skeleton variant="rectangular" height={height} role="status" aria-label={translate('ra.page.loading')} />;
}
