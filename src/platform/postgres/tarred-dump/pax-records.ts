import { unreadable } from '../archive/archive-error.js';

/**
 * What an extended header of a pax tar says of the name and the size of a member: lines of `length key=value`. Times,
 * owners and attributes are left out; a sparse file is refused, since its bytes are others than those that lie there.
 */
export function paxRecords(text: string): { name?: string; bytes?: number } {
  const said: { name?: string; bytes?: number } = {};
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const [start = '', digits = ''] = /^(\d{1,7}) /.exec(bytes.toString('latin1', at, at + 8)) ?? [];
    const length = Number(digits);
    if (length <= start.length || at + length > bytes.length)
      throw unreadable('an extended header of the tar is damaged');
    const record = bytes.toString('utf8', at + start.length, at + length);
    const [, key, value] = /^([^=]+)=([^]*)\n$/.exec(record) ?? [];
    if (key === undefined || value === undefined) throw unreadable('an extended header of the tar is damaged');
    if (key.startsWith('GNU.sparse')) throw unreadable('the tar holds a sparse file', 'Pack it without --sparse.');
    if (key === 'path') said.name = value;
    if (key === 'size') said.bytes = sizeOf(value);
    at += length;
  }
  return said;
}

function sizeOf(value: string): number {
  const size = /^\d+$/.test(value) ? Number(value) : NaN;
  if (!Number.isSafeInteger(size)) throw unreadable('a size in the tar makes no sense');
  return size;
}
