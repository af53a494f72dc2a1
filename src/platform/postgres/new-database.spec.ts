import { describe, expect, it } from '@jest/globals';
import type { DatabaseEntry } from './database-ref.js';
import { type PlacementState, readPlacement } from './new-database.js';

const S = 200;
const journal = { name: 'copy', sideName: 'bst_side_1', sideOid: S as number | null };
const entry = (oid: number, name: string, connectionLimit = -1): DatabaseEntry => ({
  ...{ oid, name, connectionLimit },
  allowsConnections: true,
});

const cases: [string, DatabaseEntry[], PlacementState['state'], number | null][] = [
  ['before CREATE', [], 'no_side', null],
  ['the OID not yet journalled', [entry(S, 'bst_side_1')], 'not_named', null],
  ['made', [entry(S, 'bst_side_1')], 'not_named', S],
  ['made, and the name taken by another', [entry(S, 'bst_side_1'), entry(9, 'copy')], 'not_named', S],
  ['dropped', [], 'no_side', S],
  ['dropped, and the name taken by another', [entry(9, 'copy')], 'no_side', S],
  ['named', [entry(S, 'copy')], 'named', S],
  ['half dropped', [entry(S, 'bst_side_1', -2)], 'interrupted_drop', S],
  ['renamed by somebody', [entry(S, 'mine')], 'unknown', S],
  ['gone, and a stranger has the name of the side', [entry(9, 'bst_side_1')], 'unknown', S],
];

describe('where a restore into a new database stands, by OID', () => {
  it.each(cases)('%s', (_title, databases, state, sideOid) => {
    const found = readPlacement([entry(7, 'postgres'), ...databases], { ...journal, sideOid });
    expect(found.state).toBe(state);
  });
});
