import type { Readable } from 'node:stream';
import { unreadable } from '../archive/archive-error.js';
import { ByteReader } from '../archive/byte-reader.js';
import type { TocLimits } from '../archive/toc-parser.js';
import { type FilePacking, kindOfMember, oidOf, placeOf } from './member-kind.js';
import { type TarMember, tarMembers } from './tar-members.js';

/** A file of rows or of a large object: where in the tar's order it comes, and how it is packed. */
export interface DataFile {
  position: number;
  packing: FilePacking;
}

/** What lies in a tar of a dump, but for the rows themselves. */
export interface Inventory {
  tocBytes: Buffer;
  /** By the name in the table of contents: `3310.dat`. */
  rows: ReadonlyMap<string, DataFile>;
  /** By OID. */
  largeObjects: ReadonlyMap<number, DataFile>;
  /** The OIDs in each list: `blobs.toc`. */
  lists: ReadonlyMap<string, readonly number[]>;
}

/** Of a line of a list: its number, and the file's name. */
const LIST_BYTES_PER_ENTRY = 64;

/**
 * Goes through a tar to its end and says what is in it. All files lie in one folder, each is one that pg_dump makes, and
 * none is there twice. Holds no more in memory than the table of contents and a few dozen bytes a file.
 * @throws AppError ARCHIVE_UNREADABLE
 */
export async function takeInventory(input: Readable, limits: TocLimits): Promise<Inventory> {
  const found = new Found(limits);
  for await (const member of tarMembers(new ByteReader(input), limits.entries)) await found.add(member);
  return found.inventory();
}

class Found {
  private folder: string | null = null;
  private readonly folders = new Set<string>();
  private readonly names = new Set<string>();
  private tocBytes: Buffer | null = null;
  private readonly rows = new Map<string, DataFile>();
  private readonly largeObjects = new Map<number, DataFile>();
  private readonly lists = new Map<string, readonly number[]>();

  constructor(private readonly limits: TocLimits) {}

  async add(member: TarMember): Promise<void> {
    const { folder, name } = placeOf(member.name);
    if (member.isFolder) {
      this.folders.add(joined(folder, name));
      return;
    }
    this.folder ??= folder;
    if (folder !== this.folder) throw unreadable('the files of the tar lie in several folders', ONE_DUMP);
    const position = this.names.size;
    const kind = kindOfMember(name);
    switch (kind?.kind) {
      case 'table of contents':
        this.once('toc.dat');
        this.tocBytes = await whole(member, this.limits.bytes);
        break;
      case 'rows':
        this.once(kind.name);
        this.rows.set(kind.name, { position, packing: kind.packing });
        break;
      case 'large object':
        this.once(`blob_${kind.oid}.dat`);
        this.largeObjects.set(kind.oid, { position, packing: kind.packing });
        break;
      case 'list of large objects':
        this.once(name);
        this.lists.set(name, oidsIn(await whole(member, this.limits.entries * LIST_BYTES_PER_ENTRY)));
        break;
      case 'script':
        this.once(name);
        break;
      case undefined:
        throw unreadable('the tar holds a file that pg_dump does not make', ONE_DUMP);
    }
  }

  inventory(): Inventory {
    const { tocBytes, rows, largeObjects, lists, folder } = this;
    if (tocBytes === null || folder === null) throw unreadable('the tar holds no toc.dat', ONE_DUMP);
    const isOnTheWay = (other: string): boolean => other === '' || other === folder || folder.startsWith(`${other}/`);
    if (![...this.folders].every(isOnTheWay))
      throw unreadable('the tar holds other folders than that of a dump', ONE_DUMP);
    return { tocBytes, rows, largeObjects, lists };
  }

  private once(name: string): void {
    if (this.names.has(name)) throw unreadable(`the tar holds the file ${name} twice`);
    this.names.add(name);
  }
}

const ONE_DUMP = 'Send a tar of one dump alone: pg_dump -Fd -f DUMP …; tar -C DUMP -cf shop.tar .';

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

async function whole({ bytes, body }: TarMember, most: number): Promise<Buffer> {
  if (bytes > most) throw unreadable(`its table of contents is larger than ${most} bytes`);
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Lines such as `16401 blob_16401.dat`. */
function oidsIn(list: Buffer): number[] {
  const lines = list.toString('latin1').split('\n');
  if (lines.pop() !== '') throw unreadable('a list of large objects is cut');
  return lines.map((line) => {
    const [, digits = '', file = ''] = /^([1-9]\d{0,9}) blob_([1-9]\d{0,9})\.dat$/.exec(line) ?? [];
    if (digits === '' || digits !== file) throw unreadable('a list of large objects is not as pg_dump writes it');
    return oidOf(digits);
  });
}
