import type { Cell } from '../../support/faults/cell.js';
import type { JobKind } from '../../support/faults/jobs.js';
import { commitLabel, type Places, serverLabel } from '../../support/faults/places.js';
import type { Side } from '../../support/faults/postgres-proxy.js';
import { killAtStatement, killAtStep } from '../../support/faults/strike.js';

const SIDES: readonly Side[] = ['before', 'after'];

/**
 * SIGKILL of the worker on both sides of everything that leaves a trace: each commit of the record, each statement that
 * changes something on the source's server, each step in the store. `after`: it is done, and the worker never hears so.
 */
export function sideEffectCells(kind: JobKind, places: Places): Cell[] {
  return [
    ...both(places.commits, (label, side): Cell => ({
      fault: `SIGKILL ${side} a commit of the record`,
      kind,
      place: `${side} COMMIT of ${label}`,
      codes: [],
      strike: (ground, ask) =>
        killAtStatement(
          ground,
          { statements: ground.control.statements, side, catches: (statement) => commitLabel(statement) === label },
          ask,
        ),
    })),
    ...both(places.statements, (label, side): Cell => ({
      fault: `SIGKILL ${side} a change on the server`,
      kind,
      place: `${side} ${label}`,
      codes: [],
      strike: (ground, ask) =>
        killAtStatement(
          ground,
          { statements: ground.sources.statements, side, catches: (statement) => serverLabel(statement) === label },
          ask,
        ),
    })),
    ...both(places.steps, (label, side): Cell => ({
      fault: `SIGKILL ${side} a step in the store`,
      kind,
      place: `${side} ${label}`,
      codes: [],
      strike: (ground, ask) => killAtStep(ground, `${side} ${label}`, ask),
    })),
  ];
}

function both(labels: readonly string[], make: (label: string, side: Side) => Cell): Cell[] {
  return labels.flatMap((label) => SIDES.map((side) => make(label, side)));
}
