import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runCell } from '../support/faults/cell.js';
import { type Ground, startGround } from '../support/faults/ground.js';
import type { JobKind } from '../support/faults/jobs.js';
import { type Places, recordPlaces } from '../support/faults/places.js';
import { PROGRAM_FAULTS, programCell } from '../faults/families/programs.js';
import { SERVICE_FAULTS, serviceCell } from '../faults/families/services.js';
import { STORE_FAULTS, storeCell } from '../faults/families/store-away.js';

// The short form: one kind of job each. Every kind, more than once: `npm run soak`.
const places: Partial<Record<JobKind, Places>> = {};
let ground: Ground;

beforeAll(async () => {
  ground = await startGround({ names: ['shop'], rows: 5_000 });
  for (const kind of ['backup', 'restore'] as const) places[kind] = await recordPlaces(ground, kind);
});
afterAll(() => ground.remove());

it.each([
  ['control database frozen (SIGSTOP)', 'backup'],
  ['control database never answers on old connections', 'restore'],
  ['source never answers on old connections', 'restore'],
  ['Redis cut off', 'backup'],
  ['lock of the job lost', 'restore'],
] as const)('%s, in the middle of a %s: all is well once it is there again', async (name, kind) => {
  const fault = SERVICE_FAULTS.find((one) => one.fault === name);
  const cell = fault && serviceCell(fault, kind, placesOf(kind), () => 0.5);
  if (cell === undefined) throw new Error(`There is no fault "${name}".`);
  expect((await runCell(ground, cell)).broken).toEqual([]);
});

it('takes away what a backup left in a store that vanished under it', async () => {
  const fault = STORE_FAULTS.find(({ needsMount }) => !needsMount);
  if (fault === undefined) throw new Error('A store can vanish anywhere.');
  expect(
    (
      await runCell(
        ground,
        storeCell(fault, 'backup', placesOf('backup'), () => 0.9),
      )
    ).broken,
  ).toEqual([]);
});

it.each(PROGRAM_FAULTS.filter(({ held, program }) => held !== undefined && program !== 'age'))(
  'fails when $program of a $kind is killed, with its code, and leaves nothing',
  async (fault) => {
    const { broken, outcome } = await runCell(ground, programCell(fault));
    expect(broken).toEqual([]);
    expect(outcome).toMatch(/^failed /);
  },
);

function placesOf(kind: JobKind): Places {
  const found = places[kind];
  if (found === undefined) throw new Error(`Nothing is recorded of a ${kind}.`);
  return found;
}
