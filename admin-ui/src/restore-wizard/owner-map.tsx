import AddIcon from '@mui/icons-material/Add';
import RemoveIcon from '@mui/icons-material/Close';
import { Box, Button, IconButton, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { type OwnerPair, withoutPair } from './use-owners.js';

interface OwnerMapProps {
  pairs: readonly OwnerPair[];
  onType: (pairs: readonly OwnerPair[]) => void;
  onSettle: (pairs: readonly OwnerPair[]) => void;
}

/** Which role stands for which. A pair of which one side is missing goes no further: it would be left out unnoticed. */
export function OwnerMap({ pairs, onType, onSettle }: OwnerMapProps): ReactNode {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'grid', gap: 1, pl: 4, pt: 1 }}>
      {pairs.map((pair, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          {(['from', 'to'] as const).map((side, place) => (
            <TextField
              key={side}
              size="small"
              required
              label={translate(`bs.wizard.owners.${side}`)}
              value={pair[place]}
              slotProps={{ htmlInput: { maxLength: 63, spellCheck: false, autoCapitalize: 'none' } }}
              sx={{ flex: 1 }}
              onChange={({ target: { value } }) => {
                onType(pairs.map((each, at) => (at === index ? withSide(each, side, value) : each)));
              }}
              onBlur={() => {
                onSettle(pairs);
              }}
            />
          ))}
          <IconButton
            aria-label={translate('bs.wizard.owners.remove')}
            onClick={() => {
              onSettle(withoutPair(pairs, index));
            }}
          >
            <RemoveIcon />
          </IconButton>
        </Box>
      ))}
      <Button
        startIcon={<AddIcon />}
        sx={{ justifySelf: 'start' }}
        onClick={() => {
          onType([...pairs, ['', '']]);
        }}
      >
        {translate('bs.wizard.owners.add')}
      </Button>
    </Box>
  );
}

function withSide([from, to]: OwnerPair, side: 'from' | 'to', value: string): OwnerPair {
  return side === 'from' ? [value, to] : [from, value];
}
