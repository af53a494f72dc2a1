/** What a file is by its first bytes, or why it is none that is taken: as the server will say of it (src/features/imports/upload-kind.ts). */
export type UploadKind =
  | { isTaken: true; kind: 'archive' | 'tar' | 'zstd' | 'gzip' | 'age' }
  | { isTaken: false; reason: 'empty' | 'zip' | 'text' | 'other' };

const MAGIC = [
  { kind: 'archive', bytes: 'PGDMP' },
  { kind: 'zstd', bytes: '\x28\xb5\x2f\xfd' },
  { kind: 'gzip', bytes: '\x1f\x8b' },
  { kind: 'age', bytes: 'age-encryption.org/v1\n' },
] as const;
const TAR = { at: 257, bytes: 'ustar' };
const LOOKED_AT = 4_096;

/** Told by content alone, before anything is sent: a name is what somebody says. */
export async function kindOf(file: Blob): Promise<UploadKind> {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  if (text === '') return { isTaken: false, reason: 'empty' };
  const known = MAGIC.find(({ bytes: magic }) => text.startsWith(magic));
  if (known !== undefined) return { isTaken: true, kind: known.kind };
  if (text.startsWith(TAR.bytes, TAR.at)) return { isTaken: true, kind: 'tar' };
  if (text.startsWith('PK\x03\x04')) return { isTaken: false, reason: 'zip' };
  return { isTaken: false, reason: isText(bytes) ? 'text' : 'other' };
}

/** Of the beginning of a text, which may end within a character. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  return !new TextDecoder('utf-8').decode(bytes, { stream: true }).includes('\uFFFD');
}
