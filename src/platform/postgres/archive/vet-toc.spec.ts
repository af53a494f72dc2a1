import { describe, expect, it } from '@jest/globals';
import type { TocEntry } from './toc.js';
import { vetToc } from './vet-toc.js';

function entry(given: Partial<TocEntry>): TocEntry {
  return {
    ...{ dumpId: 7, desc: 'TABLE', tag: 'pages', namespace: 'public', owner: 'shop', section: 'pre-data' },
    ...{ tablespace: null, definition: null, copyStatement: null, dependencies: [], hasData: false },
    ...given,
  };
}

const vetted = (given: Partial<TocEntry>) => (): void => {
  vetToc({ toc: [entry(given)] });
};

describe('takes what pg_dump writes', () => {
  it.each<[string, string]>([
    ['TABLE', 'CREATE TABLE public.pages (n integer DEFAULT 1);\n'],
    ['TABLE', `CREATE TABLE public.pages (body text DEFAULT 'DROP DATABASE x; -- it''s');\n`],
    [
      'TABLE',
      'CREATE UNLOGGED TABLE public.pages (n integer);\nALTER TABLE ONLY public.pages ALTER COLUMN n SET STATISTICS 5;\n',
    ],
    ['FUNCTION', 'CREATE FUNCTION public.f() RETURNS void LANGUAGE sql AS $_$ /* any */ DROP DATABASE x; $_$;\n'],
    [
      'FUNCTION',
      'CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql BEGIN ATOMIC\n SELECT 1;\n RETURN 2;\nEND;\n',
    ],
    [
      'RULE',
      'CREATE RULE r AS ON INSERT TO public.pages DO INSTEAD ( DELETE FROM public.a; DELETE FROM public.b; );\n',
    ],
    ['SEQUENCE SET', `SELECT pg_catalog.setval('public.pages_seq', 7, true);\n`],
    ['BLOB', `SELECT pg_catalog.lo_create('16401');\n`],
    ['BLOB METADATA', '16401\n16402\n'],
    ['ACL', 'GRANT SELECT(n),INSERT ON TABLE public.pages TO reader;\n'],
    ['ACL', 'SET SESSION AUTHORIZATION a;\nGRANT SELECT ON TABLE public.pages TO b;\nRESET SESSION AUTHORIZATION;\n'],
    ['USER MAPPING', 'CREATE USER MAPPING FOR shop SERVER s;\n'],
    ['MATERIALIZED VIEW DATA', 'REFRESH MATERIALIZED VIEW public.sums;\n'],
    ['EXTENSION', 'CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public;\n'],
    ['DATABASE', `CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8';\n`],
    ['PUBLICATION', 'CREATE PUBLICATION p FOR ALL TABLES;\n'],
    ['STATISTICS DATA', `SELECT * FROM pg_catalog.pg_restore_relation_stats('relpages', '1'::integer);\n`],
  ])('%s: %s', (desc, definition) => {
    expect(vetted({ desc, definition })).not.toThrow();
  });

  it('rows by COPY, and large objects', () => {
    const copyStatement = 'COPY public.pages (n, "from") FROM stdin;\n';
    expect(vetted({ desc: 'TABLE DATA', copyStatement, hasData: true })).not.toThrow();
    expect(vetted({ desc: 'BLOBS', hasData: true })).not.toThrow();
  });
});

describe('refuses', () => {
  it.each<[string, string]>([
    ['TABLE', 'ALTER SYSTEM SET archive_command = $$touch /x$$;'],
    ['TABLE', 'CREATE TABLE public.pages ();\nDROP DATABASE shop;'],
    ['TABLE', 'CREATE TABLE public.pages ();\nDO $$ BEGIN PERFORM 1; END $$;'],
    ['TABLE', `COPY public.pages FROM PROGRAM 'id';`],
    ['TABLE', 'CREATE ROLE evil SUPERUSER;'],
    ['TABLE', 'CREATE USER evil SUPERUSER;'],
    ['TABLE', 'ALTER ROLE shop SUPERUSER;'],
    ['TABLE', 'ALTER DATABASE shop RENAME TO gone;'],
    ['TABLE', `SELECT pg_catalog.pg_read_file('/etc/passwd');`],
    ['TABLE', `CREATE TABLE a (); /* ' */ DROP DATABASE shop; /* ' */`],
    ['TABLE', '\\! touch /x'],
    ['TABLE', `CREATE TABLE a (b text DEFAULT 'never closed); DROP DATABASE shop;`],
    ['TABLE', 'CREATE TABLE a (b text DEFAULT $a$never closed); DROP DATABASE shop;'],
    ['TABLE', 'CREATE TABLE "never closed (b text); DROP DATABASE shop;'],
    ['SEQUENCE SET', `SELECT pg_catalog.setval('public.s', public.evil(), true);`],
    ['SEQUENCE SET', `SELECT pg_catalog.setval('public.s', 1, true), evil();`],
    ['FUNCTION', 'CREATE FUNCTION f(begin atomic) RETURNS void LANGUAGE sql AS $$ $$; DROP DATABASE shop; END;'],
    ['ACL', 'GRANT pg_execute_server_program TO PUBLIC;'],
    ['ACL', 'GRANT CONNECT ON DATABASE live TO PUBLIC;'],
    ['COMMENT', `COMMENT ON DATABASE live IS 'x';`],
    ['SEARCHPATH', `SELECT pg_catalog.set_config('search_path', 'x', false); DROP DATABASE shop;`],
    ['ENCODING', `SET client_encoding = 'UTF8'; DROP DATABASE shop;`],
    ['STDSTRINGS', `SET standard_conforming_strings = 'off';`],
    ['BLOB METADATA', `1'); DROP DATABASE shop; --`],
    ['TABLE\n; DROP DATABASE shop;', 'CREATE TABLE a ();'],
    ['TABLE', 'CREATE TABLE a ();\0 DROP DATABASE shop;'],
    ['STATISTICS DATA', `SELECT * FROM pg_catalog.pg_restore_relation_stats('a', (SELECT evil()));`],
  ])('%s: %s', (desc, definition) => {
    expect(vetted({ desc, definition })).toThrow(expect.objectContaining({ code: 'ARCHIVE_UNREADABLE' }));
  });

  it.each<[string, Partial<TocEntry>]>([
    ['rows from a program', { desc: 'TABLE DATA', copyStatement: `COPY public.a FROM PROGRAM 'id';`, hasData: true }],
    ['rows from a file', { desc: 'TABLE DATA', copyStatement: `COPY public.a FROM '/etc/passwd';`, hasData: true }],
    ['rows of a query', { desc: 'TABLE DATA', copyStatement: 'COPY (SELECT 1) TO stdout;', hasData: true }],
    ['two statements', { desc: 'TABLE DATA', copyStatement: 'DROP TABLE a; COPY a FROM stdin;', hasData: true }],
    ['rows as statements', { desc: 'TABLE DATA', hasData: true }],
    ['data of a view, which would be run', { desc: 'VIEW', hasData: true }],
    ['data of another kind', { desc: 'BLOB COMMENTS', hasData: true }],
  ])('%s', (_what, given) => {
    expect(vetted(given)).toThrow(expect.objectContaining({ code: 'ARCHIVE_UNREADABLE' }));
  });

  it('says which entry, and nothing of what it holds', () => {
    expect(vetted({ tag: 'a\nb', definition: `ALTER SYSTEM SET secret = 'hunter2'` })).toThrow(
      expect.objectContaining({
        message: 'The entry 7 (TABLE a b) of the archive holds a statement that defines no object of the database.',
      }),
    );
  });
});
