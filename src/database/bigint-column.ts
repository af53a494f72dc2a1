import type { ColumnOptions } from 'typeorm';

/** Bytes: a nullable bigint that is a number in code. Sizes stay under 2^53 (design: Data). */
export const bigintColumn: ColumnOptions = {
  nullable: true,
  transformer: {
    to: (value: number | null) => value,
    from: (value: string | null) => (value === null ? null : Number(value)),
  },
};
