import AddIcon from '@mui/icons-material/Add';
import RemoveIcon from '@mui/icons-material/Close';
import {
  Box,
  Button,
  FormControl,
  FormControlLabel,
  FormLabel,
  IconButton,
  Radio,
  RadioGroup,
  TextField,
} from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import type { StepProps } from './step-props.js';
import type { Wish } from './wish.js';

type Kind = 'as_backed_up' | 'none' | 'mapped';

const kindOf = ({ noOwner, ownerMap }: Wish): Kind => {
  if (noOwner) return 'none';
  return Object.keys(ownerMap).length > 0 ? 'mapped' : 'as_backed_up';
};

/** Whose the restored objects will be: it is part of the plan, since roles may be missing. */
export function Owners({ wish, change }: Pick<StepProps, 'wish' | 'change'>): ReactNode {
  const translate = useTranslate();
  const [kind, setKind] = useState(kindOf(wish));
  const choose = (chosen: Kind): void => {
    setKind(chosen);
    change({ noOwner: chosen === 'none', ...(chosen === 'mapped' ? {} : { ownerMap: {} }) });
  };
  return (
    <FormControl>
      <FormLabel id="owners">{translate('bs.wizard.owners.label')}</FormLabel>
      <RadioGroup
        aria-labelledby="owners"
        value={kind}
        onChange={(_, value) => {
          choose(value as Kind);
        }}
      >
        {(['as_backed_up', 'none', 'mapped'] as const).map((each) => (
          <FormControlLabel key={each} value={each} control={<Radio />} label={translate(`bs.wizard.owners.${each}`)} />
        ))}
      </RadioGroup>
      {kind === 'mapped' ? (
        <OwnerMap
          map={wish.ownerMap}
          onChange={(ownerMap) => {
            change({ ownerMap });
          }}
        />
      ) : null}
    </FormControl>
  );
}

interface OwnerMapProps {
  map: Record<string, string>;
  onChange: (map: Record<string, string>) => void;
}

/** Pairs as they are typed; those that are whole are the map. */
function OwnerMap({ map, onChange }: OwnerMapProps): ReactNode {
  const translate = useTranslate();
  const [pairs, setPairs] = useState<[string, string][]>(() => {
    const known = Object.entries(map);
    return known.length > 0 ? known : [['', '']];
  });
  const set = (changed: [string, string][]): void => {
    setPairs(changed);
  };
  const settle = (settled: [string, string][]): void => {
    onChange(Object.fromEntries(settled.filter(([from, to]) => from !== '' && to !== '')));
  };
  return (
    <Box sx={{ display: 'grid', gap: 1, pl: 4, pt: 1 }}>
      {pairs.map((pair, index) => (
        <Box key={index} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
          {(['from', 'to'] as const).map((side, place) => (
            <TextField
              key={side}
              size="small"
              label={translate(`bs.wizard.owners.${side}`)}
              value={pair[place]}
              slotProps={{ htmlInput: { maxLength: 63, spellCheck: false, autoCapitalize: 'none' } }}
              sx={{ flex: 1 }}
              onChange={({ target: { value } }) => {
                set(pairs.map((each, at) => (at !== index ? each : place === 0 ? [value, each[1]] : [each[0], value])));
              }}
              onBlur={() => {
                settle(pairs);
              }}
            />
          ))}
          <IconButton
            aria-label={translate('bs.wizard.owners.remove')}
            onClick={() => {
              const rest = pairs.filter((_, at) => at !== index);
              set(rest.length > 0 ? rest : [['', '']]);
              settle(rest);
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
          set([...pairs, ['', '']]);
        }}
      >
        {translate('bs.wizard.owners.add')}
      </Button>
    </Box>
  );
}
