import type { TocEntry } from './toc.js';

/** Below this, another stream costs more than it brings: each of them decrypts and decompresses the whole archive. */
const WORTH_SHARING_BYTES = 32 * 1024 * 1024;

/** When the largest share is more of the whole than this, the others would only wait for it. */
const WORTH_SHARING = 0.8;

/**
 * Divides the data of an archive among at most `most` sessions that load it at the same time, about equal in bytes:
 * the largest table first, each to whoever has least. One share where more would not pay. Every share lists dump ids in
 * the archive's order, as a stream gives them, and together they hold every entry from the first with data up to the
 * end of the data section, once: entries without data of their own (such as the value of a sequence) go to the first.
 */
export function dataShares(toc: readonly TocEntry[], bytesOf: (entry: TocEntry) => number, most: number): number[][] {
  const entries = dataSection(toc);
  const whole = entries.map(({ dumpId }) => dumpId);
  const weighed = entries.filter(({ hasData }) => hasData).map((entry) => ({ entry, bytes: bytesOf(entry) }));
  const total = weighed.reduce((sum, { bytes }) => sum + bytes, 0);
  const count = Math.min(most, weighed.length, Math.floor(total / WORTH_SHARING_BYTES));
  if (count < 2) return [whole];

  const shares = Array.from({ length: count }, () => ({ bytes: 0, ids: new Set<number>() }));
  for (const { entry, bytes } of weighed.toSorted((a, b) => b.bytes - a.bytes)) {
    const least = shares.reduce((one, other) => (other.bytes < one.bytes ? other : one));
    least.bytes += bytes;
    least.ids.add(entry.dumpId);
  }
  if (Math.max(...shares.map(({ bytes }) => bytes)) > total * WORTH_SHARING) return [whole];
  const isOfAnother = new Set(shares.slice(1).flatMap(({ ids }) => [...ids]));
  return shares.map(({ ids }, index) => whole.filter((id) => (index === 0 ? !isOfAnother.has(id) : ids.has(id))));
}

/** As pg_restore tells it: an entry of no section of its own (an access list, a comment) belongs where it stands. */
function dataSection(toc: readonly TocEntry[]): TocEntry[] {
  let section: TocEntry['section'] = 'pre-data';
  return toc.filter((entry) => {
    if (entry.section !== 'none') ({ section } = entry);
    return section === 'data';
  });
}
