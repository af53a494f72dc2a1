import { type ReactNode, useState } from 'react';
import { AutocompleteInput, type Validator } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { zonesWith } from '../time-zones.js';

interface ZoneInputProps {
  source: string;
  validate?: Validator;
  /** As a key. */
  helperText?: string;
}

/** A time zone: one of the list, or any other that is typed in full. */
export function ZoneInput({ source, validate, helperText }: ZoneInputProps): ReactNode {
  const chosen = useWatch({ name: source }) as string | null | undefined;
  const [typed, setTyped] = useState('');
  return (
    <AutocompleteInput
      source={source}
      choices={zonesWith(chosen, typed).map((id) => ({ id, name: id }))}
      translateChoice={false}
      setFilter={setTyped}
      helperText={helperText ?? false}
      {...(validate === undefined ? {} : { validate })}
    />
  );
}
