import type { Cell } from '../../support/faults/cell.js';
import { phaseOf } from '../../support/faults/jobs.js';
import { delay, onDatabase, type Slow } from '../../support/marked-database.js';
import { STALL_SECONDS } from '../../support/faults/ground.js';
import { eventually } from '../../support/eventually.js';

/**
 * A server that works for many times the stall time-out, as twenty minutes of one index do with the usual five: nobody
 * may take that for a stall. No byte moves meanwhile.
 */
export function slowCell(which: Slow, times: number): Cell {
  const seconds = STALL_SECONDS * times;
  return {
    fault: `${which === 'index' ? 'an index build' : 'a migration'} of ${times} × the stall time-out`,
    kind: 'restore',
    place: `${seconds} s`,
    codes: [],
    strike: async (ground, ask) => {
      // An index of two rows, built once and analyzed once: its expression runs four times.
      await delay(ground.server, which, which === 'index' ? seconds / 2 : seconds);
      const job = await ask();
      const query = which === 'index' ? 'CREATE INDEX%' : '%wait%';
      await eventually(`the ${which} runs`, () =>
        onDatabase(ground.server, 'postgres', async (db) => {
          const { rows } = await db.query(
            `SELECT FROM pg_stat_activity WHERE datname LIKE 'bst_side_%' AND query LIKE $1 AND wait_event = 'PgSleep'`,
            [query],
          );
          return rows.length > 0;
        }),
      );
      const phase = await phaseOf(ground, job);
      await eventually('the restore ends', () => isOver(ground, job.jobId), (2 * seconds + 60) * 1_000);
      await delay(ground.server, which, 0);
      return { job, phase };
    },
  };
}

async function isOver(ground: Parameters<Cell['strike']>[0], jobId: string): Promise<boolean> {
  const rows = await ground.record(`SELECT FROM jobs WHERE id = $1 AND state NOT IN ('waiting', 'active')`, [jobId]);
  return rows.length > 0;
}
