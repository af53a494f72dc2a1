const NEWLINE = 10;

/**
 * Newlines in `bytes` from `start` up to `end`. Measured on Node 20: indexOf costs 18 ns a call and next to nothing a
 * byte, a loop 1.2 ns a byte; so short pieces are walked and long ones are searched.
 */
export function countNewlines(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  if (end - start < 16) {
    for (let at = start; at < end; at++) if (bytes[at] === NEWLINE) count++;
    return count;
  }
  for (let at = start; at < end; at++) {
    at = bytes.indexOf(NEWLINE, at);
    if (at < 0 || at >= end) break;
    count++;
  }
  return count;
}
