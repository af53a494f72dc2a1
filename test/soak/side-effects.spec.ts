import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runCell } from '../support/faults/cell.js';
import { type Ground, startGround } from '../support/faults/ground.js';
import type { JobKind } from '../support/faults/jobs.js';
import { type Places, recordPlaces } from '../support/faults/places.js';
import { undoneCell } from '../faults/families/undone.js';
import { sideEffectCells } from '../faults/families/worker-killed-at-side-effects.js';

// The short form: a place in the store, one on each side of the swap. All of them, on both sides: `npm run soak`.
const PLACES: Partial<Record<JobKind, readonly string[]>> = {
  backup: ['after name artifact'],
  restore: ['before COMMIT of update restores (journal) with the OID', 'after COMMIT of update restores (swappedAt'],
};

let ground: Ground;

beforeAll(async () => {
  ground = await startGround({ names: ['shop'], rows: 1_000 });
});
afterAll(() => ground.remove());

it.each(Object.keys(PLACES) as JobKind[])('survives SIGKILL in the middle of what a %s does', async (kind) => {
  const places: Places = await recordPlaces(ground, kind);
  const cells = sideEffectCells(kind, places);
  for (const wanted of PLACES[kind] ?? []) {
    const cell = cells.find(({ place }) => place.startsWith(wanted));
    if (cell === undefined)
      throw new Error(`No ${kind} is at "${wanted}": ${cells.map(({ place }) => place).join('; ')}`);
    const { broken, outcome, phase } = await runCell(ground, cell);
    expect({ broken, outcome, place: wanted }).toEqual({ broken: [], outcome: 'completed', place: wanted });
    expect(phase).not.toBe('ended');
  }
});

it('drops the side database of a canceled restore though its worker is killed while it does', async () => {
  const { broken, outcome } = await runCell(ground, undoneCell('before'));
  expect({ broken, outcome }).toEqual({ broken: [], outcome: 'canceled' });
});
