/** The data part of a custom-format archive, as pg_backup_custom.c writes it. */
export const BLOCK_OF_ROWS = 1;
export const BLOCK_OF_LARGE_OBJECTS = 3;

/** A type, and the entry's id. Pieces follow; of large objects, for each its number, then its pieces, and 0 at the end. */
export function blockStart(type: number, dumpId: number, intSize: number): Buffer {
  return Buffer.concat([Buffer.from([type]), integer(dumpId, intSize)]);
}

/** A sign, then the bytes of the number, the lowest first. */
export function integer(value: number, intSize: number): Buffer {
  const bytes = Buffer.alloc(1 + intSize);
  bytes[0] = value < 0 ? 1 : 0;
  bytes.writeUInt32LE(Math.abs(value), 1);
  return bytes;
}

/** An OID is unsigned, and pg_dump writes it as if it were not. */
export function largeObjectNumber(oid: number, intSize: number): Buffer {
  return integer(oid | 0, intSize);
}

/** Each piece with its length; a length of 0 ends them. */
export async function* inPieces(data: AsyncIterable<Buffer>, intSize: number): AsyncGenerator<Buffer> {
  for await (const chunk of data) {
    if (chunk.length > 0) yield Buffer.concat([integer(chunk.length, intSize), chunk]);
  }
  yield integer(0, intSize);
}
