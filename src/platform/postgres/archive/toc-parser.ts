import { unreadable } from './archive-error.js';
import { decoderOf, encodingOf } from './archive-encoding.js';
import { GrowingBuffer, NeedsMoreBytes } from './growing-buffer.js';
import type { ArchiveHeader, TocEntry, TocSection } from './toc.js';

/** Where the fields of an entry that name roles or places lie; each text with its length. */
export interface EntryPlaces {
  /** Of the whole entry, which ends where `offset` does. */
  start: number;
  tag: Span;
  definition: Span;
  owner: Span;
  /** Whether and where its data lies. */
  offset: Span;
  /** The file that holds it, where data lies in files; '' for none. */
  file: string;
}

/** `custom`: one file for all. `files`: the table of contents of the directory and the tar format. */
export type TocKind = 'custom' | 'files';

export interface Span {
  start: number;
  end: number;
}

/** How large a table of contents is taken; the defaults are for our own archives. */
export interface TocLimits {
  entries: number;
  bytes: number;
}

/** Of the archive format 1.x: PostgreSQL 17 and 18. */
export const NEWEST_MINOR = 16;

const OUR_OWN: TocLimits = { entries: 2 ** 31, bytes: 1024 ** 3 };

/**
 * Reads header and table of contents of a custom-format archive (pg_dump -Fc), or a `toc.dat`, as its bytes come in, one
 * entry at a time, so that a large table of contents is neither parsed twice nor holds up the event loop. The format is that of
 * ReadHead and ReadToc in pg_backup_archiver.c, archive versions 1.12 (PostgreSQL 9.0) to 1.16 (17, 18).
 */
export class TocParser {
  private readonly input: GrowingBuffer;
  private readonly entries: TocEntry[] = [];
  private parsedHeader: ArchiveHeader | null = null;
  private minor = 0;
  private expected = 0;
  private decode = decoderOf('UTF8');

  /** @param places where each entry's fields lie is put here */
  constructor(
    private readonly places?: EntryPlaces[],
    private readonly limits: TocLimits = OUR_OWN,
    private readonly kind: TocKind = 'custom',
  ) {
    this.input = new GrowingBuffer(limits.bytes);
  }

  /** Takes bytes; once the table of contents is whole, gives it with those bytes that follow it. */
  push(chunk: Buffer): { header: ArchiveHeader; toc: TocEntry[]; tocBytes: Buffer; rest: Buffer } | null {
    this.input.append(chunk);
    try {
      this.parsedHeader ??= this.input.atomically(() => this.readHeader());
      while (this.entries.length < this.expected) this.entries.push(this.input.atomically(() => this.readEntry()));
    } catch (error) {
      if (error instanceof NeedsMoreBytes) return null;
      throw error;
    }
    const { consumed, rest } = this.input.split();
    return { header: this.parsedHeader, toc: this.entries, tocBytes: consumed, rest };
  }

  private readHeader(): ArchiveHeader {
    const { input } = this;
    if (input.bytes(5).toString('latin1') !== 'PGDMP') {
      throw unreadable(
        'it does not start as a pg_dump archive does',
        'Only the custom format of pg_dump (-Fc) is read.',
      );
    }
    const [major, minor, revision] = [input.byte(), input.byte(), input.byte()];
    if (major !== 1 || minor < 12 || minor > NEWEST_MINOR) {
      throw unreadable(
        `its format is version ${major}.${minor}.${revision}`,
        'Versions 1.12 (PostgreSQL 9.0) to 1.16 (PostgreSQL 18) are known. Update Backstitch, or dump it anew.',
      );
    }
    this.minor = minor;
    const intSize = input.byte();
    const offsetSize = input.byte();
    const format = input.byte();
    if (intSize < 4 || intSize > 8 || offsetSize < 4 || offsetSize > 8) throw unreadable('its header makes no sense');
    if (format !== FORMATS[this.kind]) {
      throw unreadable(`its header is not that of ${NAMES[this.kind]}`, 'Dump with pg_dump --format=custom.');
    }
    input.intSize = intSize;
    const compression = minor >= 15 ? ALGORITHMS[input.byte()] : input.int() === 0 ? 'none' : 'gzip';
    if (!compression) throw unreadable('it is compressed in a way that is not known', 'Update Backstitch.');
    for (let field = 0; field < 7; field++) input.int(); // when it was made, in an unnamed time zone
    const [databaseName, serverVersion, dumpVersion] = [this.string(), this.string(), this.string()];
    this.expected = input.int();
    if (this.expected < 0) throw unreadable('the length of its table of contents makes no sense');
    if (this.expected > this.limits.entries) {
      throw unreadable(
        `its table of contents has ${this.expected} entries, and ${this.limits.entries} are taken`,
        'No dump of a database has so many.',
      );
    }
    const formatVersion = `${major}.${minor}`;
    return { formatVersion, compression, intSize, offsetSize, databaseName, serverVersion, dumpVersion };
  }

  private readEntry(): TocEntry {
    const { input, minor } = this;
    const start = input.at;
    const dumpId = input.int();
    if (dumpId <= 0) throw unreadable('an entry of its table of contents has no id');
    input.int(); // whether pg_dump had a data dumper; the offset below says the same
    this.string(); // OID of the catalogue
    this.string(); // OID of the object
    const beforeTag = input.at;
    const tag = this.string() ?? '';
    const afterTag = input.at;
    const desc = this.string() ?? '';
    const section = SECTIONS[input.int()];
    if (!section) throw unreadable(`entry ${dumpId} of its table of contents is in no known section`);
    const beforeDefinition = input.at;
    const definition = this.string();
    const afterDefinition = input.at;
    this.string(); // DROP statement
    const copyStatement = this.string();
    const namespace = this.string();
    const tablespace = this.string();
    if (minor >= 14) this.string(); // table access method
    if (minor >= 16) input.int(); // relkind
    const beforeOwner = input.at;
    const owner = this.string() ?? '';
    const afterOwner = input.at;
    this.string(); // WITH OIDS
    const dependencies: number[] = [];
    for (let text = this.string(); text !== null; text = this.string()) {
      if (dependencies.length === MOST_DEPENDENCIES) throw unreadable(`entry ${dumpId} hangs on too many others`);
      dependencies.push(Number(text));
    }
    const beforeOffset = input.at;
    const { hasData, file } = this.dataOf(dumpId);
    this.places?.push({
      start,
      tag: { start: beforeTag, end: afterTag },
      definition: { start: beforeDefinition, end: afterDefinition },
      owner: { start: beforeOwner, end: afterOwner },
      offset: { start: beforeOffset, end: input.at },
      file,
    });
    if (desc === 'ENCODING') this.decode = decoderOf(encodingOf(definition));
    return {
      ...{ dumpId, desc, tag, namespace, owner, section, tablespace, definition, hasData, dependencies },
      copyStatement: copyStatement === '' ? null : copyStatement,
    };
  }

  private dataOf(dumpId: number): { hasData: boolean; file: string } {
    if (this.kind === 'files') {
      const file = this.string() ?? '';
      return { hasData: file !== '', file };
    }
    const state = this.input.byte();
    this.input.bytes(this.parsedHeader?.offsetSize ?? 8);
    if (state < 1 || state > 3) throw unreadable(`entry ${dumpId} has an offset that makes no sense`);
    return { hasData: state !== NO_DATA, file: '' };
  }

  private string(): string | null {
    const length = this.input.int();
    if (length === -1) return null;
    if (length < 0 || length > LONGEST_STRING)
      throw unreadable('a text of its table of contents has no sensible length');
    return this.decode(this.input.bytes(length));
  }
}

/** A value, and so any definition, is below 1 GB in PostgreSQL; we hold the table of contents in memory. */
const LONGEST_STRING = 256 * 1024 * 1024;
/** An entry that is not whole yet is read from its start again and again. */
const MOST_DEPENDENCIES = 100_000;
const NO_DATA = 3;
/** A directory says that it is a tar, since its files are those of one. */
const FORMATS: Record<TocKind, number> = { custom: 1, files: 3 };
const NAMES: Record<TocKind, string> = { custom: 'the custom format', files: 'the directory or the tar format' };
const SECTIONS: Partial<Record<number, TocSection>> = { 1: 'none', 2: 'pre-data', 3: 'data', 4: 'post-data' };
const ALGORITHMS: Partial<Record<number, ArchiveHeader['compression']>> = { 0: 'none', 1: 'gzip', 2: 'lz4', 3: 'zstd' };
