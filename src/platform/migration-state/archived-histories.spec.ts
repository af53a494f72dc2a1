import { describe, expect, it } from '@jest/globals';
import { PREAMBLE, rows, table, writeArchive, type WrittenEntry } from '../../../test/support/archive-writer.js';
import { ArchiveReader } from '../postgres/archive/archive-reader.js';
import { TocParser } from '../postgres/archive/toc-parser.js';
import { ArchivedHistories, type ArchivedState } from './archived-histories.js';

const COLUMNS = 'id bigint NOT NULL, "timestamp" bigint NOT NULL, name character varying(255) NOT NULL';
const LIST = 'id, "timestamp", name';

function stateOf(...entries: WrittenEntry[]): ArchivedState {
  const archive = writeArchive({ entries: [...PREAMBLE, ...entries] });
  const histories = new ArchivedHistories({ framework: 'auto' });
  histories.look(new TocParser().push(archive)?.toc ?? []);
  const reader = new ArchiveReader(histories.kept);
  reader.push(archive);
  reader.end();
  return histories.state(new Map(reader.tableRows().map(({ dumpId, tag }) => [dumpId, `public.${tag}`])));
}

const historyWith = (...lines: string[]): ArchivedState =>
  stateOf(table('migrations', COLUMNS), rows('migrations', lines, LIST));

describe('a history in an archive', () => {
  it('is read in the order of its ids, whatever the order of its rows and columns', () => {
    const { frameworks } = stateOf(
      table('migrations', COLUMNS),
      rows('migrations', ['b2\t10\t0', 'a1\t9\t0'], 'name, id, "timestamp"'),
    );
    expect(frameworks).toEqual([
      {
        framework: 'typeorm',
        table: 'public.migrations',
        apps: [{ app: 'public.migrations', applied: ['a1', 'b2'], failed: [] }],
      },
    ]);
  });

  it('is empty where its table is, and none where the dump has no rows of it at all', () => {
    expect(historyWith().frameworks[0]?.apps).toEqual([{ app: 'public.migrations', applied: [], failed: [] }]);
    expect(stateOf(table('migrations', COLUMNS))).toEqual({ frameworks: [], unread: [] });
  });

  it.each([
    ['too few fields', ['1\t2']],
    ['too many', ['1\t2\ta\tb']],
    ['no name', ['1\t2\t\\N']],
    ['an id that is no number', ['x\t2\ta']],
    ['more rows than any project has', Array.from({ length: 100_001 }, (_, n) => `${n}\t1\ta`)],
    ['more bytes than are kept', [`1\t2\t${'a'.repeat(33 * 1024 ** 2)}`]],
  ])('is said to be unread where it has %s', (_what, lines) => {
    expect(historyWith(...lines)).toEqual({ frameworks: [], unread: ['public.migrations'] });
  });

  it('has names that a record can keep, however they were written', () => {
    const cut = `${'x'.repeat(999)}\u{1F600}`; // cut in the middle of its last character
    const [state] = historyWith('1\t2\ta\0b', `2\t2\t${'x'.repeat(2000)}`, `3\t2\t${cut}`).frameworks;
    expect(state?.apps[0]?.applied).toEqual(['a\uFFFDb', 'x'.repeat(1000), `${'x'.repeat(999)}\uFFFD`]);
  });

  it('is nobody’s where only the name fits', () => {
    const other = COLUMNS.replace('bigint NOT NULL, name', 'text NOT NULL, name');
    const found = stateOf(table('migrations', other), rows('migrations', ['1\t2\ta'], LIST));
    expect(found).toEqual({ frameworks: [], unread: [] });
  });
});
