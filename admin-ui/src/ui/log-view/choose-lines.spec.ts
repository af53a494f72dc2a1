import { describe, expect, it } from '@jest/globals';
import { chooseLines, textOf } from './choose-lines.js';
import type { LogLine } from './record-log.js';

function line(seq: number, level: LogLine['level'], message: string, data: LogLine['data'] = null): LogLine {
  return { seq, at: '2026-11-20T03:15:00.000Z', level, phase: 'dump', message, data };
}

const LINES = [
  line(1, 'debug', 'Looking'),
  line(2, 'info', 'pg_dump reads', { table: 'public.orders' }),
  line(3, 'warn', 'A collation differs'),
  line(4, 'error', 'pg_dump ended with 1', { status: 'failed' }),
];
const chosen = (...wanted: [Parameters<typeof chooseLines>[1], string]): number[] =>
  chooseLines(LINES, ...wanted).map(({ seq }) => seq);

describe('the lines of a log', () => {
  it('are chosen by level and above, and by what is in them, whatever its case', () => {
    expect(chosen('debug', ' ')).toEqual([1, 2, 3, 4]);
    expect(chosen('warn', '')).toEqual([3, 4]);
    expect(chosen('debug', 'PG_DUMP')).toEqual([2, 4]);
    expect(chosen('debug', 'public.orders')).toEqual([2]);
    expect(chosen('error', 'collation')).toEqual([]);
  });

  it('are text with what they carry, but for the status, which the words say', () => {
    expect(LINES.map(textOf)[1]).toBe('2026-11-20T03:15:00.000Z info dump pg_dump reads table=public.orders');
    expect(LINES.map(textOf)[3]).toBe('2026-11-20T03:15:00.000Z error dump pg_dump ended with 1');
  });
});
