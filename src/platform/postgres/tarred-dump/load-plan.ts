import { unreadable } from '../archive/archive-error.js';
import { headerWithoutCompression } from '../archive/archive-header.js';
import type { ArchiveHeader, TocEntry } from '../archive/toc.js';
import { type EntryPlaces, type TocLimits, TocParser } from '../archive/toc-parser.js';
import type { DataFile, Inventory } from './inventory.js';
import { passesFor, type PlacedRows } from './load-order.js';
import type { FilePacking } from './member-kind.js';

/** What is taken of the tar as it streams by once more. */
export interface LoadPass {
  /** By the position of the file in the tar: the entry whose rows it holds, or the large object. */
  files: ReadonlyMap<number, { id: number; packing: FilePacking }>;
  /** The entry of the large objects, where that is what the files are. */
  largeObjectsOf: number | null;
}

/** How a tar of a dump becomes the archive that pg_dump -Fc -Z0 would have written. */
export interface LoadPlan {
  header: ArchiveHeader;
  toc: readonly TocEntry[];
  /** In the custom format, its entries in the order in which their data comes. */
  tocBytes: Buffer;
  passes: readonly LoadPass[];
}

interface Located {
  entry: TocEntry;
  place: EntryPlaces;
}

/**
 * Pure. Every entry has its file and every file its entry; else ARCHIVE_UNREADABLE.
 *
 * A reader of a pipe wants the data of entries in the order of the entries: so entries with data change places with each
 * other, and the rest stays where it is. Large objects, which pg_dump 17 and later divides among entries, come last, all
 * of them with the first of those entries: they are loaded by their number, whichever entry they come with.
 */
export function planLoad(inventory: Inventory, limits: TocLimits): LoadPlan {
  const places: EntryPlaces[] = [];
  const parsed = new TocParser(places, limits, 'files').push(inventory.tocBytes);
  if (parsed?.rest.length !== 0) throw unreadable('its toc.dat does not end where it should');
  const { header, toc, tocBytes } = parsed;
  const located = toc.map((entry, index) => ({ entry, place: placeAt(places, index) }));
  const withData = located.filter(({ entry }) => entry.hasData);
  const lists = withData.filter(({ entry }) => entry.desc === 'BLOBS');
  const rows = withData.filter(({ entry }) => entry.desc !== 'BLOBS');
  const placed = placedRows(rows, inventory.rows);
  assertListed(lists, inventory, header);
  const passes = passesFor(placed, toc);
  const [largeObjects, ...merged] = lists;
  const locations = new Map(rows.map((each) => [each.entry.dumpId, each]));
  const inOrder = passes.flat().map(({ entry }) => locations.get(entry.dumpId));
  const sequence = [...inOrder, ...lists].values();
  const ordered = located.map((each) => (each.entry.hasData ? (sequence.next().value ?? each) : each));
  const withoutData = new Set(merged.map(({ entry }) => entry.dumpId));
  const bytes = customToc(tocBytes, ordered, header, withoutData);
  const known = new TocParser(undefined, limits).push(bytes);
  if (known === null) throw new Error('A table of contents that we wrote is not whole.');
  return {
    ...{ header: known.header, toc: known.toc, tocBytes: known.tocBytes },
    passes: [
      ...passes.map((pass) => passOf(pass, inventory.rows)),
      ...(largeObjects === undefined ? [] : [largeObjectsPass(largeObjects.entry.dumpId, inventory)]),
    ],
  };
}

function placeAt(places: readonly EntryPlaces[], index: number): EntryPlaces {
  const place = places[index];
  if (place === undefined) throw new Error('An entry has no place.');
  return place;
}

function placedRows(rows: readonly Located[], files: ReadonlyMap<string, DataFile>): PlacedRows[] {
  const placed = new Map<string, PlacedRows>();
  for (const { entry, place } of rows) {
    const name = fileOf(entry);
    const file = files.get(name);
    // With pg_dump’s own gzip older ones name it so.
    if (place.file !== name && place.file !== `${name}.gz`)
      throw unreadable(`its entry ${entry.dumpId} names a strange file`);
    if (file === undefined) throw unreadable(`the file ${name} is missing from the tar`);
    if (placed.has(name)) throw unreadable(`two entries have the number ${entry.dumpId}`);
    placed.set(name, { entry, position: file.position });
  }
  const [unnamed] = [...files.keys()].filter((name) => !placed.has(name));
  if (unnamed !== undefined) throw unreadable(`the tar holds ${unnamed}, which its table of contents does not name`);
  return [...placed.values()];
}

function fileOf({ dumpId }: TocEntry): string {
  return `${dumpId}.dat`;
}

/** Before the format 1.16 there is one list, whatever its entry calls it. */
const LISTS_ARE_NAMED = 16;

function assertListed(entries: readonly Located[], { lists, largeObjects }: Inventory, header: ArchiveHeader): void {
  const areNamed = Number(header.formatVersion.split('.')[1]) >= LISTS_ARE_NAMED;
  const wanted = entries.map(({ place }) => (areNamed ? place.file : 'blobs.toc'));
  const missing = wanted.find((name, index) => !lists.has(name) || wanted.indexOf(name) !== index);
  if (missing !== undefined) throw unreadable('a list of large objects is missing from the tar');
  if (lists.size !== wanted.length)
    throw unreadable('the tar holds a list of large objects that its table of contents does not name');
  const listed = [...lists.values()].flat();
  const absent = listed.find((oid) => !largeObjects.has(oid));
  if (absent !== undefined) throw unreadable(`the large object ${absent} is missing from the tar`);
  if (listed.length !== largeObjects.size || new Set(listed).size !== listed.length) {
    throw unreadable('the large objects of the tar are not those of its lists');
  }
}

function passOf(rows: readonly PlacedRows[], files: ReadonlyMap<string, DataFile>): LoadPass {
  const packingOf = (entry: TocEntry): FilePacking => files.get(fileOf(entry))?.packing ?? 'none';
  const taken = rows.map(({ entry, position }) => [position, { id: entry.dumpId, packing: packingOf(entry) }] as const);
  return { files: new Map(taken), largeObjectsOf: null };
}

function largeObjectsPass(dumpId: number, { largeObjects }: Inventory): LoadPass {
  const files = [...largeObjects].map(([oid, { position, packing }]) => [position, { id: oid, packing }] as const);
  return { files: new Map(files), largeObjectsOf: dumpId };
}

const FORMAT_AT = 10;
const CUSTOM = 1;
const OFFSET_NOT_SET = 1;
const NO_DATA = 3;

function customToc(
  bytes: Buffer,
  ordered: readonly Located[],
  header: ArchiveHeader,
  withoutData: ReadonlySet<number>,
): Buffer {
  const start = ordered.reduce((least, { place }) => Math.min(least, place.start), bytes.length);
  const head = headerWithoutCompression(Buffer.from(bytes.subarray(0, start)), header);
  head[FORMAT_AT] = CUSTOM;
  const parts = ordered.flatMap(({ entry, place }) => {
    const offset = Buffer.alloc(1 + header.offsetSize);
    offset[0] = entry.hasData && !withoutData.has(entry.dumpId) ? OFFSET_NOT_SET : NO_DATA;
    return [bytes.subarray(place.start, place.offset.start), offset];
  });
  return Buffer.concat([head, ...parts]);
}
