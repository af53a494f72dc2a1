import { describe, expect, it } from '@jest/globals';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import type { TableSize } from '../../platform/postgres/table-sizes.js';
import { contentsOf, contentsOfCounts } from './backup-contents.js';

function entry(
  desc: string,
  tag: string,
  namespace: string | null = 'public',
  definition: string | null = null,
): TocEntry {
  return {
    ...{ dumpId: 1, desc, tag, namespace, owner: 'o', section: 'pre-data', tablespace: null },
    ...{ definition, copyStatement: null, dependencies: [], hasData: false },
  };
}

const noTables = { bytes: null, archiveBytes: null };

describe('the contents of a backup', () => {
  it('are a tree of schemas with tables by name, other objects by kind, and what belongs to the database', () => {
    const toc = [
      entry('EXTENSION', 'hstore', null),
      entry('SCHEMA', 'empty', null),
      entry('TABLE', 'b', 'public', "CREATE TABLE public.b (\n    note text DEFAULT '\nPARTITION BY LIST (n);'\n);\n"),
      entry('TABLE', 'a'),
      entry('TABLE', 'parent', 'public', 'CREATE TABLE public.parent (\n    n integer\n)\nPARTITION BY RANGE (n);\n'),
      entry('VIEW', 'v', 'other'),
      entry('FUNCTION', 'f(integer)'),
      entry('AGGREGATE', 'g(text)'),
      entry('INDEX', 'i'),
      entry('CONSTRAINT', 'b b_pkey'),
      entry('FK CONSTRAINT', 'a a_fkey'),
      entry('COMMENT', 'TABLE a'),
    ];
    const tableRows = () => [
      { dumpId: 1, namespace: 'public', tag: 'a', rows: 3, bytes: 30 },
      { dumpId: 2, namespace: 'public', tag: 'b', rows: 0, bytes: 10 },
      { dumpId: 3, namespace: 'ext', tag: 'config', rows: 1, bytes: 11 },
    ];
    const size: TableSize = {
      ...{ schema: 'public', name: 'a', quotedName: 'public.a', kind: 'table' },
      ...{ bytes: 8192, indexBytes: 0, estimatedRows: 3 },
    };
    expect(contentsOf({ toc, tableRows, largeObjects: 2 }, [size])).toEqual({
      database: { EXTENSION: ['hstore'] },
      largeObjects: 2,
      files: [],
      schemas: [
        expect.objectContaining({ name: 'empty', tables: [] }),
        expect.objectContaining({
          name: 'ext',
          tables: [{ name: 'config', rows: 1, bytes: null, archiveBytes: 11 }],
        }),
        expect.objectContaining({ name: 'other', objects: expect.objectContaining({ views: ['v'] }) as object }),
        {
          name: 'public',
          tables: [
            { name: 'a', kind: 'table', rows: 3, bytes: 8192, archiveBytes: 30 },
            { name: 'b', kind: 'table', rows: 0, bytes: null, archiveBytes: 10 },
            { name: 'parent', kind: 'partitioned', rows: null, ...noTables },
          ],
          objects: expect.objectContaining({ functions: ['f(integer)', 'g(text)'], views: [] }) as object,
          counts: { indexes: 1, constraints: 2, triggers: 0, policies: 0 },
        },
      ],
    });
  });

  it('of a backup that has but its counts are told from their quoted names', () => {
    const counts = { 'public.a': 1, '"we.ird"."say ""hi"""': 2, 'public."A"': 3 };
    expect(contentsOfCounts(counts)).toEqual({
      database: null,
      largeObjects: null,
      files: [],
      schemas: [
        {
          ...{ name: 'public', objects: null, counts: null },
          tables: [
            { name: 'A', rows: 3, ...noTables },
            { name: 'a', rows: 1, ...noTables },
          ],
        },
        {
          ...{ name: 'we.ird', objects: null, counts: null },
          tables: [{ name: 'say "hi"', rows: 2, ...noTables }],
        },
      ],
    });
  });
});
