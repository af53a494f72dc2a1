/** What pg_dump knows of one object: an entry of the archive's table of contents. */
export interface TocEntry {
  dumpId: number;
  /** The kind: `TABLE`, `TABLE DATA`, `INDEX`, `BLOBS`, `MATERIALIZED VIEW DATA`… */
  desc: string;
  /** The name, as it is (not quoted); for some kinds with arguments or a parent's name. */
  tag: string;
  namespace: string | null;
  owner: string;
  section: TocSection;
  tablespace: string | null;
  /** The SQL that makes the object. It may hold a password (user mappings, subscriptions): never log it. */
  definition: string | null;
  /** `COPY …` of a TABLE DATA entry; null when its rows are INSERTs. */
  copyStatement: string | null;
  dependencies: number[];
  /** A data block of this entry follows the table of contents. */
  hasData: boolean;
}

export type TocSection = 'none' | 'pre-data' | 'data' | 'post-data';

export interface ArchiveHeader {
  /** Of the archive format: 1.12 is PostgreSQL 9.0, 1.13 is 11, 1.14 is 12, 1.15 is 16, 1.16 is 17. */
  formatVersion: string;
  compression: 'none' | 'gzip' | 'lz4' | 'zstd';
  intSize: number;
  offsetSize: number;
  databaseName: string | null;
  serverVersion: string | null;
  dumpVersion: string | null;
}
