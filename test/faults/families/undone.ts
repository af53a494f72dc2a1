import type { Cell } from '../../support/faults/cell.js';
import { phaseOf } from '../../support/faults/jobs.js';
import { commitLabel, serverLabel } from '../../support/faults/places.js';
import type { Side } from '../../support/faults/postgres-proxy.js';
import { killAtStatement } from '../../support/faults/strike.js';

/** A restore is canceled while it checks, and its worker is killed on one side of dropping the side database. */
export function undoneCell(side: Side): Cell {
  return {
    fault: `SIGKILL ${side} a change on the server`,
    kind: 'restore',
    place: `${side} DROP DATABASE of a canceled one`,
    codes: ['CANCELED'],
    strike: async (ground, ask) => {
      ground.control.statements.set({
        side: 'after',
        catches: (statement) => commitLabel(statement)?.startsWith('insert restore_phases checking') === true,
        spring: async () => {
          await ground.record(
            `UPDATE jobs SET "cancelRequestedAt" = now() WHERE state = 'active' AND action = 'restore'`,
          );
          // Not before its watch has seen it.
          await new Promise((resolve) => setTimeout(resolve, 2_500));
          return 'goes on';
        },
      });
      const struck = await killAtStatement(
        ground,
        {
          statements: ground.sources.statements,
          side,
          catches: (statement) => serverLabel(statement) === 'DROP DATABASE',
        },
        ask,
      );
      ground.control.statements.set(null);
      return { ...struck, phase: struck.phase ?? (await phaseOf(ground, struck.job)) };
    },
  };
}
