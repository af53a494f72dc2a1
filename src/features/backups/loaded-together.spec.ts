import { describe, expect, it } from '@jest/globals';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { loadedTogether } from './loaded-together.js';

const data = (namespace: string, tag: string, copyStatement: string | null): TocEntry => ({
  dumpId: 1,
  desc: 'TABLE DATA',
  tag,
  namespace,
  owner: 'app',
  section: 'data',
  tablespace: null,
  definition: null,
  copyStatement,
  dependencies: [],
  hasData: true,
});

describe('tables that are loaded together', () => {
  const together = loadedTogether([
    data('public', 'own', 'COPY public.own (a, b) FROM stdin;\n'),
    data('public', 'bare', 'COPY public.bare  FROM stdin;\n'),
    data('s.x', 'part "one"', 'COPY "s.x"."the (root) ""of"" all" (a) FROM stdin;\n'),
    data('s.x', 'two', 'COPY "s.x"."the (root) ""of"" all" (a) FROM stdin;\n'),
    data('public', 'only', 'COPY public.its_root (a) FROM stdin;\n'),
    data('public', 'inserts', null),
  ]);

  it('are those whose rows go into one root', () => {
    const root = 'the partitions of "s.x"."the (root) ""of"" all"';
    expect(['"s.x"."part ""one"""', '"s.x".two'].map(together)).toEqual([root, root]);
  });

  it.each(['public.own', 'public.bare', 'public.only', 'public.inserts', 'public.unknown'])('%s is not', (table) => {
    expect(together(table)).toBe(table);
  });
});
