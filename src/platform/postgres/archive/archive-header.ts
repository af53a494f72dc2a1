import type { ArchiveHeader } from './toc.js';

/** Magic, version, and the sizes of integers and offsets, and the format; then the compression. */
const COMPRESSION_AT = 11;
/** From the format 1.15 on it is an algorithm in one byte; before, a level in an integer. */
const ALGORITHM_SINCE = 15;

/** Says of an archive, in its first bytes, that its data is not compressed. Changes them in place. */
export function headerWithoutCompression(bytes: Buffer, { formatVersion, intSize }: ArchiveHeader): Buffer {
  const length = Number(formatVersion.split('.')[1]) >= ALGORITHM_SINCE ? 1 : 1 + intSize;
  return bytes.fill(0, COMPRESSION_AT, COMPRESSION_AT + length);
}
