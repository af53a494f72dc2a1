import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

/** Times are written as ISO 8601 in UTC; null is an empty cell. */
export type CsvCell = string | number | boolean | Date | null;

/** By its heading, in the order of the table. */
export type CsvColumns<Row> = Record<string, (row: Row) => CsvCell>;

/**
 * Rows as CSV (RFC 4180, UTF-8, CRLF, a line of headings). Flat memory: rows are taken as they are read. What a spreadsheet
 * would take for a formula (a text that begins with = + - @, a tab or a carriage return) gets an apostrophe before it.
 * Whoever gets the stream consumes or destroys it; then `rows` is closed. Where `rows` throws, the stream ends in that
 * error: a table that is cut is never a whole one.
 */
export function csvStream<Row>(columns: CsvColumns<Row>, rows: AsyncIterable<Row>): Readable {
  const cells = Object.values(columns);
  const lines = stringify({
    header: true,
    columns: Object.keys(columns),
    record_delimiter: '\r\n',
    quoted_match: /[\r\n]/, // either alone is the end of a line to many readers
    escape_formulas: true,
    cast: {
      date: (value) => value.toISOString(),
      boolean: (value) => String(value),
      number: (value) => String(value),
    },
  });
  const records = Readable.from(recordsOf(rows, (row) => cells.map((cell) => cell(row))));
  pipeline(records, lines, () => undefined); // an error destroys both, and whoever reads sees it
  return lines;
}

/** For answers that are saved as a file. */
export function csvHeaders(fileName: string): Record<string, string> {
  return {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'no-store',
  };
}

async function* recordsOf<Row>(rows: AsyncIterable<Row>, record: (row: Row) => CsvCell[]): AsyncIterable<CsvCell[]> {
  for await (const row of rows) yield record(row);
}
