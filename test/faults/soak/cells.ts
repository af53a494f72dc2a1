import type { Cell } from '../../support/faults/cell.js';
import { JOB_KINDS, type JobKind } from '../../support/faults/jobs.js';
import type { Places } from '../../support/faults/places.js';
import { clockCell, findFakeTime } from '../families/clock.js';
import { deliveryCell } from '../families/deliveries.js';
import { instantCell, stopCell } from '../families/instants.js';
import { PROGRAM_FAULTS, programCell } from '../families/programs.js';
import { SERVICE_FAULTS, serviceCell } from '../families/services.js';
import { slowCell } from '../families/slow-work.js';
import { STORE_FAULTS, storeCell } from '../families/store-away.js';
import { undoneCell } from '../families/undone.js';
import { sideEffectCells } from '../families/worker-killed-at-side-effects.js';

/** How many instants of chance a whole soak kills at. */
export const INSTANTS = 200;

/** Jobs that a person may ask for again and again; the end of a window comes by itself and takes its time. */
const USUAL: readonly JobKind[] = ['backup', 'verify', 'drill', 'restore', 'in_place', 'rollback'];

/** Every cell of the table, in an order of chance: whatever the time is enough for is a fair part of the whole. */
export function allCells(places: Record<JobKind, Places>, chance: () => number, canMount: boolean): Cell[] {
  const fakeTime = findFakeTime();
  const cells: Cell[] = [
    ...JOB_KINDS.flatMap((kind) => sideEffectCells(kind, places[kind])),
    undoneCell('before'),
    undoneCell('after'),
    ...USUAL.flatMap((kind) =>
      SERVICE_FAULTS.flatMap((fault) => twice(() => serviceCell(fault, kind, places[kind], chance))),
    ),
    ...USUAL.flatMap((kind) => twice(() => stopCell(kind, places[kind], chance))),
    ...USUAL.map(deliveryCell),
    ...PROGRAM_FAULTS.map(programCell),
    ...(['backup', 'restore', 'in_place'] as const).flatMap((kind) =>
      STORE_FAULTS.filter(({ needsMount }) => canMount || !needsMount).map((fault) =>
        storeCell(fault, kind, places[kind], chance),
      ),
    ),
    ...(fakeTime === null
      ? []
      : USUAL.flatMap((kind) => (['+1d', '-1d'] as const).map((by) => clockCell(fakeTime, kind, by, places[kind])))),
    slowCell('index', 3),
    slowCell('migration', 3),
    ...Array.from({ length: INSTANTS }, () => {
      const kind = USUAL[Math.floor(chance() * USUAL.length)] ?? 'backup';
      return instantCell(kind, places[kind], chance);
    }),
  ];
  return shuffled(cells, chance);
}

function twice<Made>(make: () => Made): Made[] {
  return [make(), make()];
}

function shuffled<Item>(items: Item[], chance: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: chance() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
