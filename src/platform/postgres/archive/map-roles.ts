import { encoderOf, encodingOf } from './archive-encoding.js';
import { unreadable } from './archive-error.js';
import { renameRoles, userMappingOf } from './role-mentions.js';
import type { ArchiveHeader, TocEntry } from './toc.js';
import { type EntryPlaces, type Span, TocParser } from './toc-parser.js';

/** For roles of a backup those that stand for them where it is restored. */
export type OwnerMap = Readonly<Record<string, string>>;

/** The name of the role that stands for this one. */
export function standingFor(ownerMap: OwnerMap, role: string): string {
  return (Object.hasOwn(ownerMap, role) ? ownerMap[role] : undefined) ?? role;
}

export interface MappedToc {
  toc: readonly TocEntry[];
  /** To be put in the place of those that were given. */
  tocBytes: Buffer;
  /** Roles of the map that the archive names. */
  named: ReadonlySet<string>;
  /** What could not be given other names, for people; the archive must not be restored then. */
  refused: string[];
}

/**
 * A table of contents in which other roles stand for those of the map, all at once: `{a: b, b: a}` exchanges two.
 * Owners lie in fields of their own; definitions are read as pg_dump writes them (role-mentions.ts). All else stays byte
 * for byte, but for the places of data, which a reader then looks for by itself. Pure.
 *
 * Texts are compared and replaced as bytes of the archive's encoding, since what they are besides is not ours to judge.
 */
export function mapRoles(tocBytes: Buffer, ownerMap: OwnerMap): MappedToc {
  const places: EntryPlaces[] = [];
  const parsed = parseWhole(tocBytes, places);
  const { toc, header } = parsed;
  const names = new NamesInBytes(ownerMap, encodingOf(definitionOf(toc, 'ENCODING')));
  const standardStrings = !/=\s*'off'/.test(definitionOf(toc, 'STDSTRINGS') ?? '');
  const refused: string[] = [];
  const mappings = new Set<string>();
  const edits: (Span & { bytes: Buffer })[] = [];
  for (const [index, { desc, tag }] of toc.entries()) {
    const place = places[index];
    if (place === undefined) throw new Error('An entry has no place.');
    const definition = textAt(tocBytes, place.definition, header);
    if (definition !== null) {
      const renamed = renameRoles({ desc, definition }, names.standsFor, { standardStrings });
      if (renamed === null && names.someIn(definition)) refused.push(`${desc} ${tag}: it is not as pg_dump writes it`);
      if (desc === 'USER MAPPING') {
        const mapping = userMappingOf(renamed ?? definition);
        if (isTwice(mappings, mapping)) refused.push(`${tag}: its role would have two mappings on that server`);
        if (mapping !== null && renamed !== definition)
          edits.push({ ...place.tag, bytes: text(`USER MAPPING ${mapping.role} SERVER ${mapping.server}`, header) });
      }
      if (renamed !== null && renamed !== definition) edits.push({ ...place.definition, bytes: text(renamed, header) });
    }
    const owner = names.standsFor(textAt(tocBytes, place.owner, header) ?? '');
    if (owner !== undefined) edits.push({ ...place.owner, bytes: text(owner, header) });
    if (tocBytes[place.offset.start] === OFFSET_IS_SET)
      edits.push({ ...place.offset, bytes: offsetNotSet(place.offset) });
  }
  const mapped = edited(tocBytes, edits);
  return {
    toc: parseWhole(mapped).toc,
    tocBytes: mapped,
    named: names.found,
    refused: [...refused, ...names.unwritable],
  };
}

/** The map, in bytes of the archive; a character of a text here is a byte there. */
class NamesInBytes {
  readonly found = new Set<string>();
  private readonly unwritten = new Set<string>();
  private readonly names = new Map<string, { role: string; standIn: string | null }>();

  constructor(
    private readonly ownerMap: OwnerMap,
    private readonly encoding: string,
  ) {
    const encode = encoderOf(encoding);
    for (const [role, standIn] of Object.entries(ownerMap)) {
      const bytes = encode(role);
      // What cannot be written in the archive's encoding is not named in it.
      if (bytes !== null)
        this.names.set(bytes.toString('latin1'), { role, standIn: encode(standIn)?.toString('latin1') ?? null });
    }
  }

  readonly standsFor = (bytes: string): string | undefined => {
    const name = this.names.get(bytes);
    if (name === undefined) return undefined;
    this.found.add(name.role);
    if (name.standIn === null) this.unwritten.add(name.role);
    return name.standIn ?? undefined;
  };

  someIn(bytes: string): boolean {
    return [...this.names.keys()].some((name) => bytes.includes(name));
  }

  get unwritable(): string[] {
    return [...this.unwritten].map(
      (role) => `"${standingFor(this.ownerMap, role)}" cannot be written in the dump’s encoding, ${this.encoding}`,
    );
  }
}

function isTwice(seen: Set<string>, mapping: { role: string; server: string } | null): boolean {
  if (mapping === null) return false;
  const key = JSON.stringify([mapping.role, mapping.server]);
  const isKnown = seen.has(key);
  seen.add(key);
  return isKnown;
}

function parseWhole(tocBytes: Buffer, places?: EntryPlaces[]): { toc: TocEntry[]; header: ArchiveHeader } {
  const parsed = new TocParser(places).push(tocBytes);
  if (parsed?.rest.length !== 0) throw unreadable('its table of contents does not end where it should');
  return parsed;
}

function definitionOf(toc: readonly TocEntry[], kind: string): string | null {
  return toc.find(({ desc }) => desc === kind)?.definition ?? null;
}

/** A byte a character. Null for a text that is not there. */
function textAt(bytes: Buffer, { start, end }: Span, { intSize }: ArchiveHeader): string | null {
  return bytes[start] === 0 ? bytes.toString('latin1', start + 1 + intSize, end) : null;
}

function text(value: string, { intSize }: ArchiveHeader): Buffer {
  const bytes = Buffer.from(value, 'latin1');
  const length = Buffer.alloc(1 + intSize);
  length.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([length, bytes]);
}

const OFFSET_NOT_SET = 1;
const OFFSET_IS_SET = 2;

function offsetNotSet({ start, end }: Span): Buffer {
  const bytes = Buffer.alloc(end - start);
  bytes[0] = OFFSET_NOT_SET;
  return bytes;
}

function edited(bytes: Buffer, edits: readonly (Span & { bytes: Buffer })[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(bytes.subarray(at, edit.start), edit.bytes);
    at = edit.end;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}
