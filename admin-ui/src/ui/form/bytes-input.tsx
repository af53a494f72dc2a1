import { InputAdornment } from '@mui/material';
import type { ReactNode } from 'react';
import { NumberInput, type NumberInputProps } from 'react-admin';
import { byteUnit } from '../measures.js';
import { useRegion } from '../use-region.js';

const GIGABYTE = 1_000_000_000;
const MEGABYTE = 1_000_000;

/** To the megabyte; what is less is not rounded away. A form has '' for what is empty. */
function inGigabytes(bytes: number | '' | null | undefined): number | '' {
  if (bytes === '' || bytes === null || bytes === undefined) return '';
  return bytes < MEGABYTE ? bytes / GIGABYTE : Number((bytes / GIGABYTE).toFixed(3));
}

/** Bytes, typed in gigabytes. What is not typed stays to the byte. */
export function BytesInput(props: NumberInputProps): ReactNode {
  const unit = byteUnit('G', useRegion());
  return (
    <NumberInput
      min={0}
      step="any"
      format={inGigabytes}
      parse={(typed: string | number) => (typed === '' ? null : Math.round(Number(typed) * GIGABYTE))}
      {...props}
      slotProps={{ input: { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> } }}
    />
  );
}
