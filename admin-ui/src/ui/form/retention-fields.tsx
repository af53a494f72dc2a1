import { Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { NumberInput, useTranslate } from 'react-admin';
import { BytesInput } from './bytes-input.js';
import { FieldRow } from './field-row.js';

interface RetentionFieldsProps {
  /** Where the rules stand in the record: `retention.`; absent: in the record itself. */
  within?: string;
  /** What holds where a field is empty, by its name. */
  otherwise?: Partial<Record<string, string>>;
}

const KEPT = ['daily', 'weekly', 'monthly', 'yearly'];

/** What of the backups stays: limits, and the newest of each day, week, month and year beside them. */
export function RetentionFields({ within = '', otherwise = {} }: RetentionFieldsProps): ReactNode {
  const translate = useTranslate();
  const field = (name: string): { source: string; label: string; placeholder?: string } => {
    const placeholder = otherwise[name];
    return {
      source: `${within}${name}`,
      label: `bs.retention.${name.replace('.', '_')}`,
      ...(placeholder === undefined ? {} : { placeholder }),
    };
  };
  return (
    <>
      <FieldRow>
        <NumberInput {...field('maxBackups')} min={0} step={1} helperText="bs.retention.maxBackups_help" />
        <NumberInput {...field('retentionDays')} min={0} step={1} helperText="bs.retention.retentionDays_help" />
      </FieldRow>
      <FieldRow>
        <NumberInput {...field('maxManual')} min={0} step={1} helperText="bs.retention.maxManual_help" />
        <BytesInput {...field('quotaBytes')} helperText="bs.retention.quotaBytes_help" />
      </FieldRow>
      <Typography component="h3" variant="body2" sx={{ fontWeight: 600, mt: 1 }}>
        {translate('bs.retention.keep')}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {translate('bs.retention.keep_help')}
      </Typography>
      <FieldRow>
        {KEPT.map((each) => (
          <NumberInput key={each} {...field(`keep.${each}`)} min={0} step={1} helperText={false} />
        ))}
      </FieldRow>
    </>
  );
}
