import { Chip, type ChipProps } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

/** What a state means for whoever looks, by the words that all kinds of records share. */
const TONES: Record<string, ChipProps['color']> = {
  completed: 'success',
  green: 'success',
  active: 'info',
  running: 'info',
  rolling_back: 'info',
  pending: 'default',
  waiting: 'default',
  canceled: 'default',
  expired: 'default',
  awaiting_approval: 'warning',
  yellow: 'warning',
  rolled_back: 'warning',
  rejected: 'warning',
  failed: 'error',
  corrupted: 'error',
  red: 'error',
};

/** A state in a word and a colour; never by the colour alone. */
export function Status({ of }: { of: string }): ReactNode {
  const translate = useTranslate();
  return (
    <Chip
      size="small"
      variant="outlined"
      color={TONES[of] ?? 'default'}
      label={translate(`bs.status.${of}`, { _: of.replaceAll('_', ' ') })}
    />
  );
}
