export interface WrittenMember {
  name: string;
  data?: Buffer | string;
  /** `0` is a file, `5` a folder, `2` a link, `x` an extended header… */
  type?: string;
  /** As the header says it; default, what there is. */
  size?: string;
}

const BLOCK = 512;

/** Writes a tar by hand, so that tests can write those that no tar would. */
export function writeTar(members: readonly WrittenMember[], end = Buffer.alloc(2 * BLOCK)): Buffer {
  return Buffer.concat([...members.flatMap(tarBlocks), end]);
}

/** Its header, what it holds, and what fills the last block. */
export function tarBlocks({ name, data = '', type = '0', size }: WrittenMember): Buffer[] {
  const body = Buffer.from(data);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100);
  header.write('0000600', 100);
  header.write(size ?? body.length.toString(8).padStart(11, '0'), 124, 12, 'latin1');
  header.write('00000000000\0        ', 136, 'latin1');
  header.write(type, 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return [header, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)];
}

/** An extended header of pax: what it says counts for the member that follows. */
export function pax(records: Readonly<Record<string, string>>): WrittenMember {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    const length = [1, 2, 3, 4, 5, 6].find((digits) => String(rest.length + digits).length === digits) ?? 0;
    return `${rest.length + length}${rest}`;
  });
  return { name: 'PaxHeaders/x', type: 'x', data: lines.join('') };
}
