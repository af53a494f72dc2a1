import { createHash } from 'node:crypto';

/**
 * Pieces of SQL that roll dice without random(): the same seed and row number always give the same value, in
 * whatever order, batch or plan the rows are made.
 * @param {string} seed
 */
export function makeDice(seed) {
  const start = createHash('sha256').update(seed).digest().readUInt32BE();
  let dice = 0;
  /** A whole number of 0 … 2³¹-1; every call in the text of a statement is a die of its own. */
  const roll = (row) => `(hashint8extended((${row})::bigint, ${start + ++dice}) & 2147483647)::bigint`;
  const below = (row, limit) => `(${roll(row)} % ${limit})`;
  return {
    roll,
    /** 0 … limit-1 */
    below,
    /** true in `percent` of the rows */
    chance: (row, percent) => `(${below(row, 1000)} < ${percent * 10})`,
    /** one of the texts */
    pick: (row, texts) => `(${textArray(texts)})[1 + ${below(row, texts.length)}]`,
    /** 0 or more, small ones far more often: floor(limit × r³) */
    skewed: (row, limit) => `floor(${limit} * power(${below(row, 1_000_000)} / 1e6::float8, 3))::bigint`,
  };
}

/** @param {string[]} texts */
export function textArray(texts) {
  return `ARRAY[${texts.map(literal).join(', ')}]::text[]`;
}

/** @param {string} text */
export function literal(text) {
  return `'${text.replaceAll("'", "''")}'`;
}
