import { describe, expect, it } from '@jest/globals';
import type { DatabaseEntry } from './database-ref.js';
import { readSwapState, type SwapJournal, type SwapState } from './swap-state.js';

const L = 100;
const S = 200;
const THIRD = 300;
const journal: SwapJournal = {
  liveName: 'shop',
  liveOid: L,
  sideName: 'bst_side_1',
  sideOid: S,
  beforeName: 'bst_before_1',
  afterName: 'bst_after_1',
};

function entry(oid: number, name: string, rest: Partial<DatabaseEntry> = {}): DatabaseEntry {
  return { oid, name, allowsConnections: true, connectionLimit: -1, ...rest };
}

const rows: [title: string, databases: DatabaseEntry[], state: SwapState['state'], journal?: Partial<SwapJournal>][] = [
  ['before CREATE', [entry(L, 'shop')], 'no_side', { sideOid: null }],
  ['the side database dropped', [entry(L, 'shop')], 'no_side'],
  ['the OID not yet journalled', [entry(L, 'shop'), entry(S, 'bst_side_1')], 'not_swapped', { sideOid: null }],
  ['before the swap', [entry(L, 'shop'), entry(S, 'bst_side_1')], 'not_swapped'],
  ['committed', [entry(L, 'bst_before_1', { allowsConnections: false }), entry(S, 'shop')], 'swapped'],
  ['L named away by hand', [entry(L, 'bst_before_1')], 'live_missing'],
  ['L named away by hand, S waiting', [entry(L, 'bst_before_1'), entry(S, 'bst_side_1')], 'live_missing'],
  ['live made anew after the swap', [entry(L, 'bst_before_1'), entry(THIRD, 'shop')], 'foreign_live'],
  ['live made anew before the swap', [entry(THIRD, 'shop'), entry(S, 'bst_side_1')], 'foreign_live'],
  ['rolled back', [entry(L, 'shop'), entry(S, 'bst_after_1')], 'rolled_back'],
  ['the window closed', [entry(S, 'shop')], 'window_closed'],
  [
    'DROP of the side interrupted',
    [entry(L, 'shop'), entry(S, 'bst_side_1', { connectionLimit: -2 })],
    'interrupted_drop',
  ],
  [
    'DROP of the old one interrupted',
    [entry(L, 'bst_before_1', { connectionLimit: -2 }), entry(S, 'shop')],
    'interrupted_drop',
  ],
  [
    'live half dropped by somebody',
    [entry(L, 'shop', { connectionLimit: -2 }), entry(S, 'bst_side_1')],
    'interrupted_drop',
  ],
  ['both gone', [entry(THIRD, 'postgres')], 'unknown'],
  ['L under a name of somebody’s', [entry(L, 'shop_old'), entry(S, 'shop')], 'unknown'],
  ['S under a name of somebody’s', [entry(L, 'shop'), entry(S, 'try')], 'unknown'],
  ['only S, still at the side', [entry(S, 'bst_side_1')], 'unknown'],
  ['the name of the side taken over', [entry(L, 'shop'), entry(THIRD, 'bst_side_1')], 'unknown'],
  [
    'the name of the old one taken',
    [entry(L, 'shop'), entry(S, 'bst_side_1'), entry(THIRD, 'bst_before_1')],
    'unknown',
  ],
];

describe('the state of a swap, by OID', () => {
  it.each(rows.map(([title, ...rest]) => ({ title, rest })))('$title', ({ rest: [databases, state, change] }) => {
    expect(readSwapState(databases, { ...journal, ...change }).state).toBe(state);
  });

  it('does not depend on the order of the catalogue, nor on other databases', () => {
    for (const [, databases, state, change] of rows) {
      const shuffled = [
        entry(7, 'postgres'),
        ...databases.toReversed(),
        entry(8, 'template1', { connectionLimit: -2 }),
      ];
      expect(readSwapState(shuffled, { ...journal, ...change }).state).toBe(state);
    }
  });

  it('says which database is half dropped', () => {
    const databases = [entry(L, 'bst_before_1', { connectionLimit: -2 }), entry(S, 'shop')];
    expect(readSwapState(databases, journal)).toMatchObject({ of: 'before', database: { oid: L } });
    expect(readSwapState([entry(L, 'shop', { connectionLimit: -2 })], journal)).toMatchObject({ of: 'live' });
  });
});
