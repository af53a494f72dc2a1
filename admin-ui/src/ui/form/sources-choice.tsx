import { Autocomplete, FormControl, FormControlLabel, FormLabel, Radio, RadioGroup, TextField } from '@mui/material';
import { type ReactNode, useDeferredValue, useId, useState } from 'react';
import { InputHelperText, required, useGetList, useGetMany, useInput, useTranslate } from 'react-admin';

interface Source {
  id: string;
  name: string;
}

const OFFERED = { page: 1, perPage: 50 };
const NONE: string[] = [];

interface SourcesChoiceProps {
  /** Its value is "all", or ids. */
  source: string;
  /** As a key. */
  label: string;
  helperText: string | false;
  /** Whether some must be chosen where they are not all. */
  isRequired?: boolean;
}

/** Of which sources something is: of all, those that come later too, or of some by their names. */
export function SourcesChoice({ source, label, helperText, isRequired = true }: SourcesChoiceProps): ReactNode {
  const translate = useTranslate();
  const legendId = useId();
  const { field, fieldState } = useInput<'all' | string[]>({
    source,
    validate: isRequired ? required('bs.sources_choice.at_least_one') : [],
  });
  const value = field.value as 'all' | string[];
  const [kept, setKept] = useState(NONE);
  const error = fieldState.error?.message;
  return (
    <FormControl>
      <FormLabel id={legendId} sx={{ fontSize: '0.75rem' }}>
        {translate(label)}
      </FormLabel>
      <RadioGroup
        row
        aria-labelledby={legendId}
        value={value === 'all' ? 'all' : 'some'}
        onChange={(_event, which) => {
          if (value !== 'all') setKept(value);
          field.onChange(which === 'all' ? 'all' : kept);
        }}
      >
        {['all', 'some'].map((which) => (
          <FormControlLabel
            key={which}
            value={which}
            control={<Radio />}
            label={translate(`bs.sources_choice.which.${which}`)}
          />
        ))}
      </RadioGroup>
      {value === 'all' ? null : (
        <SomeSources
          ids={value}
          onChange={field.onChange}
          error={error}
          helperText={helperText}
          isRequired={isRequired}
        />
      )}
    </FormControl>
  );
}

interface SomeSourcesProps {
  ids: string[];
  onChange: (ids: string[]) => void;
  error: string | undefined;
  helperText: string | false;
  isRequired: boolean;
}

function SomeSources({ ids, onChange, error, helperText, isRequired }: SomeSourcesProps): ReactNode {
  const translate = useTranslate();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const sort = { field: 'name', order: 'ASC' } as const;
  const offered = useGetList<Source>('sources', { pagination: OFFERED, sort, filter: q === '' ? {} : { q } });
  const chosen = useGetMany<Source>('sources', { ids }, { enabled: ids.length > 0 });
  const names = new Map(
    [...(offered.data ?? []), ...(chosen.data ?? [])].filter(isKnown).map(({ id, name }) => [id, name]),
  );
  // One that was deleted stands there, so that it can be taken out.
  const unknown = chosen.isPending ? '…' : translate('bs.sources_choice.deleted');
  return (
    <Autocomplete
      multiple
      filterSelectedOptions
      options={offered.data ?? []}
      loading={offered.isFetching}
      value={ids.map((id) => ({ id, name: names.get(id) ?? unknown }))}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(option, { id }) => option.id === id}
      filterOptions={(options) => options}
      onChange={(_event, sources) => {
        onChange(sources.map(({ id }) => id));
      }}
      onInputChange={(_event, input) => {
        setText(input);
      }}
      loadingText={translate('bs.record.loading')}
      noOptionsText={translate('ra.navigation.no_results')}
      renderInput={(props) => (
        <TextField
          {...props}
          label={translate('bs.sources_choice.which_label')}
          error={error !== undefined}
          helperText={<InputHelperText error={error} helperText={helperText} />}
          required={isRequired}
        />
      )}
    />
  );
}

/** Of what was deleted nothing is answered, whatever the type says. */
function isKnown(source: Source | undefined): source is Source {
  return source !== undefined;
}
