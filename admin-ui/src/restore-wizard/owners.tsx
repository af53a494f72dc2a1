import { FormControl, FormControlLabel, FormLabel, Radio, RadioGroup } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { OwnerMap } from './owner-map.js';
import type { OwnersAsTyped, OwnersKind } from './use-owners.js';

interface OwnersProps {
  typed: OwnersAsTyped;
  onType: (typed: OwnersAsTyped) => void;
  /** It is what is wished for now: chosen, or typed and left. */
  onSettle: (typed: OwnersAsTyped) => void;
}

/** Whose the restored objects will be: it is part of the plan, since roles may be missing. */
export function Owners({ typed, onType, onSettle }: OwnersProps): ReactNode {
  const translate = useTranslate();
  return (
    <FormControl>
      <FormLabel id="owners">{translate('bs.wizard.owners.label')}</FormLabel>
      <RadioGroup
        aria-labelledby="owners"
        value={typed.kind}
        onChange={(_, kind) => {
          onSettle({ ...typed, kind: kind as OwnersKind });
        }}
      >
        {(['as_backed_up', 'none', 'mapped'] as const).map((each) => (
          <FormControlLabel key={each} value={each} control={<Radio />} label={translate(`bs.wizard.owners.${each}`)} />
        ))}
      </RadioGroup>
      {typed.kind === 'mapped' ? (
        <OwnerMap
          pairs={typed.pairs}
          onType={(pairs) => {
            onType({ ...typed, pairs });
          }}
          onSettle={(pairs) => {
            onSettle({ ...typed, pairs });
          }}
        />
      ) : null}
    </FormControl>
  );
}
