/**
 * Names in an archive are in the encoding of the dumped database, which its entry ENCODING names
 * (`SET client_encoding = 'LATIN1';`). PostgreSQL's names of encodings that Node decodes, by WHATWG label;
 * SQL_ASCII and what is not listed (EUC_TW, EUC_JIS_2004, MULE_INTERNAL) is read as UTF-8: ASCII, then, and U+FFFD.
 */
const LABELS: Partial<Record<string, string>> = {
  LATIN2: 'iso-8859-2',
  LATIN3: 'iso-8859-3',
  LATIN4: 'iso-8859-4',
  LATIN5: 'iso-8859-9',
  LATIN6: 'iso-8859-10',
  LATIN7: 'iso-8859-13',
  LATIN8: 'iso-8859-14',
  LATIN9: 'iso-8859-15',
  ISO_8859_5: 'iso-8859-5',
  ISO_8859_6: 'iso-8859-6',
  ISO_8859_7: 'iso-8859-7',
  ISO_8859_8: 'iso-8859-8',
  KOI8R: 'koi8-r',
  KOI8U: 'koi8-u',
  WIN866: 'ibm866',
  WIN874: 'windows-874',
  ...Object.fromEntries([0, 1, 3, 4, 5, 6, 7, 8].map((n) => [`WIN125${n}`, `windows-125${n}`])),
  EUC_JP: 'euc-jp',
  EUC_KR: 'euc-kr',
  EUC_CN: 'gb18030',
};

/** What Node decodes wrongly (windows-1252 as Latin-1) or not at all: the characters from this byte on to 255, or to 159. */
const TABLES: Partial<Record<string, { from: number; characters: string }>> = {
  WIN1252: { from: 0x80, characters: '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ' },
  LATIN10: {
    from: 0xa0,
    characters:
      '\u00a0ĄąŁ€„Š§š©Ș«Ź\u00adźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ',
  },
};

export function decoderOf(encoding: string): (bytes: Buffer) => string {
  const label = LABELS[encoding];
  const table = TABLES[encoding];
  if (table) return (bytes) => withTable(bytes, table.from, table.characters);
  if (encoding === 'LATIN1') return (bytes) => bytes.toString('latin1');
  if (!label) return (bytes) => bytes.toString('utf8');
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
}

function withTable(bytes: Buffer, from: number, characters: string): string {
  return Array.from(bytes, (byte) => characters[byte - from] ?? String.fromCharCode(byte)).join('');
}

/** The other way round. Null where the encoding does not have the characters, or is none that we can write. */
export function encoderOf(encoding: string): (text: string) => Buffer | null {
  const decode = decoderOf(encoding);
  const bytes = new Map<string, number>();
  for (let byte = 255; byte > 0; byte--) bytes.set(decode(Buffer.from([byte])), byte);
  bytes.delete('\ufffd');
  return (text) => {
    const isUtf8 = encoding === 'UTF8' || encoding === 'SQL_ASCII';
    const encoded = isUtf8
      ? Buffer.from(text)
      : Buffer.from(Array.from(text, (character) => bytes.get(character) ?? 0));
    // Every encoding of several bytes has ASCII; what else a single one of its bytes seemed to be shows here.
    return decode(encoded) === text && !encoded.includes(0) ? encoded : null;
  };
}

/** From the definition of the entry ENCODING. */
export function encodingOf(definition: string | null): string {
  return definition?.split("'")[1] ?? 'UTF8';
}
