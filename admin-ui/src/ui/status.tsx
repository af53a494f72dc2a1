import { Chip, type ChipProps } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

type Tone = ChipProps['color'];

/** What a state means for whoever looks, by the words that all kinds of records share. */
const TONES: Record<string, Tone> = {
  completed: 'success',
  green: 'success',
  ok: 'success',
  active: 'info',
  running: 'info',
  rolling_back: 'info',
  stopped: 'warning',
  awaiting_approval: 'warning',
  yellow: 'warning',
  rolled_back: 'warning',
  rejected: 'warning',
  refused: 'warning',
  suspended: 'warning',
  failed: 'error',
  corrupted: 'error',
  red: 'error',
};

interface StatusProps {
  of: string;
  /** Where its word is: `resources.api-keys.status`; without, among those that all share. */
  words?: string;
  /** Where the word means something else than elsewhere. */
  tone?: Tone;
}

/** A state in a word and a colour; never by the colour alone. */
export function Status({ of, words = 'bs.status', tone = TONES[of] ?? 'default' }: StatusProps): ReactNode {
  const translate = useTranslate();
  return (
    <Chip
      size="small"
      variant="outlined"
      color={tone}
      label={translate(`${words}.${of}`, { _: of.replaceAll('_', ' ') })}
    />
  );
}
