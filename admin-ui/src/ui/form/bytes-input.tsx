import { InputAdornment } from '@mui/material';
import type { ReactNode } from 'react';
import { NumberInput, type NumberInputProps } from 'react-admin';

const GIGABYTE = 1_000_000_000;

/** Bytes, typed in gigabytes. */
export function BytesInput(props: NumberInputProps): ReactNode {
  return (
    <NumberInput
      min={0}
      step="any"
      format={(bytes: number | null | undefined) => (bytes === null || bytes === undefined ? '' : bytes / GIGABYTE)}
      parse={(typed: string | number) => (typed === '' ? null : Math.round(Number(typed) * GIGABYTE))}
      {...props}
      slotProps={{ input: { endAdornment: <InputAdornment position="end">GB</InputAdornment> } }}
    />
  );
}
