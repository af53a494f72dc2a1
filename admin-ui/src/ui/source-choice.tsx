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
  /** None is chosen: all of them are meant. */
  isFilter?: boolean;
}

/** A source by its name; searched for on the server, since there may be thousands. */
export function SourceChoice({ value, onChange, error, isFilter = false }: SourceChoiceProps): ReactNode {
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
          {...(isFilter
            ? {
                placeholder: translate('bs.list.all'),
                slotProps: { ...props.slotProps, inputLabel: { ...props.slotProps.inputLabel, shrink: true } },
                sx: { m: 0 },
              }
            : { helperText: error ?? ' ', required: true })}
        />
      )}
    />
  );
}
