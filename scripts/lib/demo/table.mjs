import { dim } from './format.mjs';

/**
 * Prints rows as a table; cells with several lines take several lines.
 * @param {string[]} head all empty: no head
 * @param {(string | number)[][]} rows
 */
export function printTable(head, rows) {
  const lines = [head, ...rows].flatMap(splitLines);
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => width(cells[column] ?? ''))));
  const print = (cells, style = (text) => text) =>
    console.log(
      `  ${style(
        widths
          .map((size, column) => pad(cells[column] ?? '', size))
          .join('  ')
          .trimEnd(),
      )}`,
    );
  if (head.some((title) => title !== '')) {
    print(head, dim);
    print(
      widths.map((size) => '─'.repeat(size)),
      dim,
    );
  }
  for (const row of rows) for (const cells of splitLines(row)) print(cells);
}

function splitLines(row) {
  const cells = row.map((cell) => String(cell).split('\n'));
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, n) => cells.map((cell) => cell[n] ?? ''));
}

/** Colours take no room. */
const STYLES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
const width = (text) => [...text.replace(STYLES, '')].length;
const pad = (text, size) => text + ' '.repeat(Math.max(0, size - width(text)));
