import { describe, expect, it } from '@jest/globals';
import type { ArchiveHeader, TocEntry } from '../../platform/postgres/archive/toc.js';
import { dumpFactsOf } from './dump-facts.js';

const HEADER: ArchiveHeader = {
  ...{ formatVersion: '1.14', compression: 'gzip', intSize: 4, offsetSize: 8 },
  ...{ databaseName: 'shop', serverVersion: '14.9 (Debian)', dumpVersion: '15.3 (Debian 15.3-1)' },
};

function entry(desc: string, tag: string, definition: string, owner = ''): TocEntry {
  return {
    ...{ dumpId: 1, desc, tag, namespace: null, owner, section: 'pre-data', tablespace: null, definition },
    ...{ copyStatement: null, dependencies: [], hasData: false },
  };
}

describe('what a table of contents tells', () => {
  it('of the database, its extensions and roles', () => {
    const toc = [
      entry(
        'DATABASE',
        'shop',
        `CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'LATIN1' LOCALE_PROVIDER = libc LC_COLLATE = 'C' LC_CTYPE = 'de_DE';`,
        'boss',
      ),
      entry('EXTENSION', 'hstore', 'CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA "Extra";'),
      entry('ACL', 'TABLE t', 'GRANT SELECT ON TABLE public.t TO reader;', 'owner'),
    ];
    expect(dumpFactsOf({ header: HEADER, toc })).toMatchObject({
      ...{ database: 'shop', server: '14.9', pgDump: '15.3', archiveMajor: 15 },
      properties: { encoding: 'LATIN1', collate: 'C', ctype: 'de_DE', provider: 'libc', owner: 'boss', locale: null },
      extensions: [{ name: 'hstore', version: '', schema: 'Extra' }],
      roles: { owners: ['boss', 'owner'], grantees: ['reader'], grantors: [] },
    });
  });

  it.each([
    ['1.15', '9.0', 16],
    ['1.16', null, 17],
    ['1.12', 'evil', 0],
    ['1.14', '99.5', 99],
  ])('that format %s of pg_dump %s needs pg_restore %i', (formatVersion, dumpVersion, archiveMajor) => {
    expect(dumpFactsOf({ header: { ...HEADER, formatVersion, dumpVersion }, toc: [] }).archiveMajor).toBe(archiveMajor);
  });

  it('and a name that is none does no harm', () => {
    const { database } = dumpFactsOf({ header: { ...HEADER, databaseName: '\r\n\0' }, toc: [] });
    expect(database).toBe('uploaded');
  });
});
