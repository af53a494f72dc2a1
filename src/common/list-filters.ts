import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { CreatedBetween } from './http/created-between.dto.js';

/** Holds a query to what was created between two times. */
export function narrowToTimes<Entity extends ObjectLiteral>(
  query: SelectQueryBuilder<Entity>,
  { from, to }: CreatedBetween,
): SelectQueryBuilder<Entity> {
  if (from !== undefined) query.andWhere(`${query.alias}."createdAt" >= :from`, { from: new Date(from) });
  if (to !== undefined) query.andWhere(`${query.alias}."createdAt" < :to`, { to: new Date(to) });
  return query;
}

/**
 * SQL: that the parameter `:q` is part of a text, capitals or not. Of words without accents only A to Z can matter, which
 * takes half the time.
 */
export function hasText(text: string, q: string): string {
  const collation = /^[ -~]*$/.test(q) ? ' COLLATE "C"' : '';
  return `position(lower(:q${collation}) in lower(${text}${collation})) > 0`;
}

/** The greatest of PostgreSQL's integers. */
const GREATEST = 2_147_483_647;

/** The number of a record that a search asks for (`12`, `#12`); null: it asks for none that there could be. */
export function numberIn(q: string): number | null {
  const [, digits] = /^\s*#?(\d{1,10})\s*$/.exec(q) ?? [];
  const number = Number(digits);
  return digits === undefined || number > GREATEST ? null : number;
}
