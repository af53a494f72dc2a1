import { describe, expect, it } from '@jest/globals';
import { dataShares } from './data-shares.js';
import type { TocEntry, TocSection } from './toc.js';

const MB = 1024 * 1024;

function entry(dumpId: number, desc: string, section: TocSection, megabytes = 0): TocEntry & { megabytes: number } {
  return {
    dumpId,
    desc,
    tag: `t${dumpId}`,
    namespace: 'public',
    owner: 'app',
    section,
    tablespace: null,
    definition: null,
    copyStatement: null,
    dependencies: [],
    hasData: desc === 'TABLE DATA' || desc === 'BLOBS',
    megabytes,
  };
}

const share = (toc: (TocEntry & { megabytes: number })[], most: number): number[][] => {
  const bytes = new Map(toc.map(({ dumpId, megabytes }) => [dumpId, megabytes * MB]));
  return dataShares(toc, ({ dumpId }) => bytes.get(dumpId) ?? 0, most);
};

const TABLES = [
  entry(1, 'TABLE', 'pre-data'),
  entry(2, 'ACL', 'none'),
  entry(3, 'TABLE DATA', 'data', 60),
  entry(4, 'TABLE DATA', 'data', 100),
  entry(5, 'SEQUENCE SET', 'data'),
  entry(6, 'TABLE DATA', 'data', 50),
  entry(7, 'BLOBS', 'data', 10),
  entry(8, 'ACL', 'none'),
  entry(9, 'INDEX', 'post-data'),
  entry(10, 'COMMENT', 'none'),
];

describe('sharing out the data of an archive', () => {
  it('makes shares of about equal size, in the archive’s order, with every entry of the data section once', () => {
    expect(share(TABLES, 2)).toEqual([
      [4, 5, 7, 8],
      [3, 6],
    ]);
    expect(share(TABLES, 3)).toEqual([[4, 5, 8], [3], [6, 7]]);
  });

  it.each([
    ['one session is asked for', TABLES, 1],
    ['there is little data', [entry(1, 'TABLE DATA', 'data', 20), entry(2, 'TABLE DATA', 'data', 20)], 4],
    ['one table is nearly all of it', [entry(1, 'TABLE DATA', 'data', 900), entry(2, 'TABLE DATA', 'data', 90)], 4],
    ['there is one table', [entry(1, 'TABLE DATA', 'data', 900)], 4],
  ])('makes one share when %s', (_why, toc, most) => {
    const shares = share(toc, most);
    expect(shares).toHaveLength(1);
    expect(shares[0]).toEqual(toc === TABLES ? [3, 4, 5, 6, 7, 8] : toc.map(({ dumpId }) => dumpId));
  });

  it('makes an empty share of an archive without data', () => {
    expect(share([entry(1, 'TABLE', 'pre-data')], 4)).toEqual([[]]);
  });
});
