/** Names of files that are being written: `.<name>.<16 hex>.partial`, at most 255 bytes. */
const SUFFIX = /^\.(.+)\.[0-9a-f]{16}\.partial$/su;
const NAME_BYTES = 255;
const ADDED_BYTES = '.'.length + '.0123456789abcdef.partial'.length;

export function partialName(name: string, random: string): string {
  const room = NAME_BYTES - ADDED_BYTES;
  const bytes = Buffer.from(name);
  // A character that was cut in its middle reads as U+FFFD at the end, of three bytes instead of up to three.
  const kept =
    bytes.length <= room
      ? name
      : bytes
          .subarray(0, room)
          .toString()
          .replace(/\ufffd+$/u, '');
  return `.${kept}.${random}.partial`;
}

/** The name it will get, cut when `isCutName`; null for any other file. */
export function targetName(fileName: string): string | null {
  return SUFFIX.exec(fileName)?.[1] ?? null;
}

/** Whether the name may have been too long to be held whole. */
export function isCutName(fileName: string): boolean {
  return Buffer.byteLength(fileName) > NAME_BYTES - 4; // a character has up to four bytes
}
