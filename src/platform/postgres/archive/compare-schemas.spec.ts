import { describe, expect, it } from '@jest/globals';
import { compareSchemas } from './compare-schemas.js';
import { defaultedColumn, qualifiedName, tableColumns } from './table-columns.js';
import type { TocEntry } from './toc.js';

const ORDERS = `CREATE TABLE public.orders (
    id integer NOT NULL,
    note text DEFAULT 'a, b) -- '::text,
    amount numeric(10,2)[] DEFAULT ARRAY[1, 2],
    "Odd ""name, it is" text COLLATE pg_catalog."C",
    "check" integer,
    CONSTRAINT positive CHECK ((id > 0)),
    CHECK (id < 10)
)
PARTITION BY LIST (id);
`;

function entry(desc: string, tag: string, definition: string | null, more: Partial<TocEntry> = {}): TocEntry {
  return {
    ...{ dumpId: 1, desc, tag, namespace: 'public', owner: 'shop', section: 'pre-data', tablespace: null },
    ...{ definition, copyStatement: null, dependencies: [], hasData: false },
    ...more,
  };
}

it('reads columns, and nothing else, from how pg_dump creates a table', () => {
  expect([...tableColumns(ORDERS)]).toEqual([
    ['id', 'integer NOT NULL'],
    ['note', `text DEFAULT 'a, b) -- '::text`],
    ['amount', 'numeric(10,2)[] DEFAULT ARRAY[1, 2]'],
    [`"Odd ""name, it is"`, 'text COLLATE pg_catalog."C"'],
    ['"check"', 'integer'],
  ]);
  expect([...tableColumns('CREATE TABLE public.none (\n);\n')]).toEqual([]);
  expect([...tableColumns('CREATE TABLE public.typed OF public.kind (\n    PRIMARY KEY (id)\n)')]).toEqual([]);
});

it('reads names as they are written', () => {
  expect(qualifiedName(ORDERS)).toBe('public.orders');
  expect(qualifiedName('CREATE UNLOGGED TABLE "My ""schema"."order" (')).toBe('"My ""schema"."order"');
  expect(qualifiedName('CREATE TABLE orders (id integer)')).toBeNull();
  const sql = `ALTER TABLE ONLY public."order" ALTER COLUMN "a b" SET DEFAULT nextval('x.y'::regclass);`;
  expect(defaultedColumn(sql)).toEqual({ table: 'public."order"', column: '"a b"' });
});

describe('two schemas', () => {
  const orders = entry('TABLE', 'orders', ORDERS);
  const index = entry('INDEX', 'orders_id', 'CREATE INDEX orders_id ON public.orders USING btree (id);');

  it.each<[string, TocEntry[], TocEntry[], object]>([
    ['the same', [orders, index], [index, { ...orders, dumpId: 7, owner: 'another', tablespace: 'fast' }], {}],
    ['a new table', [index], [index, orders], { added: ['public.orders'] }],
    ['a table less', [orders], [], { removed: ['public.orders'] }],
    [
      'columns added, dropped and altered',
      [orders],
      [
        entry(
          'TABLE',
          'orders',
          ORDERS.replace('id integer NOT NULL', 'id bigint NOT NULL,\n    at date').replace(/ +note.*\n/, ''),
        ),
      ],
      { added: ['public.orders.at'], removed: ['public.orders.note'], changed: ['public.orders', 'public.orders.id'] },
    ],
    [
      'columns in another order: the table alone',
      [entry('TABLE', 't', 'CREATE TABLE public.t (\n    a integer,\n    b integer\n);')],
      [entry('TABLE', 't', 'CREATE TABLE public.t (\n    b integer,\n    a integer\n);')],
      { changed: ['public.t'] },
    ],
    [
      'a default that is set afterwards belongs to its column',
      [entry('TABLE', 'order', 'CREATE TABLE public."order" (\n    id integer\n);')],
      [
        entry('DEFAULT', 'order id', `ALTER TABLE ONLY public."order" ALTER COLUMN id SET DEFAULT 7;`),
        entry('TABLE', 'order', 'CREATE TABLE public."order" (\n    id integer\n);'),
      ],
      { changed: ['public."order"', 'public."order".id'] },
    ],
    [
      'row security belongs to its table, whatever its name',
      [entry('TABLE', 'order', 'CREATE TABLE public."order" (\n);')],
      [
        entry('TABLE', 'order', 'CREATE TABLE public."order" (\n);'),
        entry('ROW SECURITY', 'order', 'ALTER TABLE public."order" ENABLE ROW LEVEL SECURITY;'),
      ],
      { changed: ['public."order"'] },
    ],
    [
      'an index that is made otherwise',
      [index],
      [{ ...index, definition: 'CREATE UNIQUE INDEX orders_id ON public.orders USING btree (id);' }],
      { changed: ['index public.orders_id'] },
    ],
    [
      'other kinds, by their kinds',
      [],
      [
        entry('FUNCTION', 'add(integer, integer)', 'CREATE FUNCTION …'),
        entry('CONSTRAINT', 'orders orders_pkey', 'ALTER TABLE …'),
        entry('EXTENSION', 'uuid-ossp', 'CREATE EXTENSION …', { namespace: null }),
        entry('COMMENT', 'TABLE orders', 'COMMENT …', { section: 'none' }),
        entry('ACL', 'SCHEMA public', 'GRANT …', { namespace: '', section: 'none' }),
      ],
      {
        added: [
          'comment on TABLE orders in public',
          'constraint public.orders orders_pkey',
          'extension "uuid-ossp"',
          'function public.add(integer, integer)',
          'privileges of SCHEMA public',
        ],
      },
    ],
    [
      'rows, sequences’ values and session settings are no schema',
      [],
      [
        entry('ENCODING', 'ENCODING', `SET client_encoding = 'UTF8';`, { section: 'pre-data', namespace: null }),
        entry('TABLE DATA', 'orders', null, { section: 'data', hasData: true }),
        entry('SEQUENCE SET', 's', `SELECT setval('s', 7)`, { section: 'data' }),
        entry('MATERIALIZED VIEW DATA', 'm', 'REFRESH MATERIALIZED VIEW m;', { section: 'post-data' }),
        entry('COMMENT', 'LARGE OBJECT 7', 'COMMENT …', { section: 'none', namespace: null }),
      ],
      {},
    ],
  ])('%s', (_case, before, after, expected) => {
    expect(compareSchemas(before, after)).toEqual({ added: [], removed: [], changed: [], ...expected });
  });

  it('says nothing of what a definition holds', () => {
    const mapping = entry('USER MAPPING', 'USER MAPPING shop SERVER far', `CREATE … password 'one'`);
    const other = { ...mapping, definition: `CREATE … password 'two'` };
    const { changed } = compareSchemas([mapping], [other]);
    expect(changed).toEqual(['user mapping public.USER MAPPING shop SERVER far']);
  });
});
