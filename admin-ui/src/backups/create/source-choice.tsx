import { Autocomplete, TextField } from '@mui/material';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';

export interface Source {
  id: string;
  name: string;
}

interface SourceChoiceProps {
  value: Source | null;
  onChange: (source: Source | null) => void;
  error?: string | undefined;
}

/** A source by its name; searched for on the server, since there may be thousands. */
export function SourceChoice({ value, onChange, error }: SourceChoiceProps): ReactNode {
  const translate = useTranslate();
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const { data = [], isFetching } = useGetList<Source>('sources', {
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'name', order: 'ASC' },
    filter: wanted === '' || wanted === value?.name ? {} : { q: wanted },
  });
  return (
    <Autocomplete
      options={data}
      value={value}
      loading={isFetching}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(option, { id }) => option.id === id}
      filterOptions={(options) => options}
      onChange={(_event, source) => {
        onChange(source);
      }}
      onInputChange={(_event, input) => {
        setText(input);
      }}
      loadingText={translate('bs.record.loading')}
      noOptionsText={translate('ra.navigation.no_results')}
      renderInput={(props) => (
        <TextField
          {...props}
          label={translate('bs.field.source')}
          error={error !== undefined}
          helperText={error ?? ' '}
          required
        />
      )}
    />
  );
}
