import {
  encodingInTransaction,
  fingerprintInTransaction,
} from '../../../platform/postgres/in-place/restored-fingerprints.js';
import type { CountedTable } from '../../../platform/postgres/row-counts.js';
import { TEXT_OF_VALUES } from '../../../platform/postgres/session-options.js';
import { progressAt } from '../../jobs/progress.js';
import { compareContents, compareCounts, fingerprintProgress } from '../compare-restored.js';
import type { InPlaceTransactions } from '../in-place-transaction.js';
import { openTransactionOf, type Phase, type PhaseDetail, type RestoreWork } from './phase.js';

/** As `CheckingPhase`, within the transaction: rows that are not as they were backed up are never seen by anybody. */
export class InPlaceCheckingPhase implements Phase {
  readonly name = 'checking';

  constructor(private readonly transactions: InPlaceTransactions) {}

  async run(work: RestoreWork): Promise<{ detail: PhaseDetail }> {
    const { backup, report } = work;
    const inPlace = openTransactionOf(work);
    const run = (sql: string): Promise<string[]> => this.transactions.run(inPlace, sql);
    const names = Object.keys(backup.tableCounts ?? {});
    await work.progress(progressAt(this.name, 75));
    await run(AS_WE_SPEAK);
    const counting = names.map(
      (name) => `SELECT pg_catalog.count(*) FROM ONLY ${name} ${backup.countConditions[name] ?? ''};`,
    );
    const lines = await run(counting.join('\n'));
    const readToc = async () => inPlace.archive.toc;
    await compareCounts(work, new Map(names.map((name, index) => [name, Number(lines[index] ?? Number.NaN)])), readToc);
    const restored = {
      encoding: () => encodingInTransaction(run),
      fingerprint: (tables: readonly CountedTable[]) =>
        fingerprintInTransaction(run, tables, (done, total) => fingerprintProgress(work, done, total)),
    };
    await compareContents(work, restored, readToc);
    return {
      detail: { tables: names.length, rows: report.rowsCompared, fingerprints: report.fingerprints?.tables ?? 0 },
    };
  }
}

/** The archive's script, and what it called, set some of it otherwise. */
const AS_WE_SPEAK = Object.entries({ ...TEXT_OF_VALUES, client_encoding: 'UTF8', row_security: 'off' })
  .map(([name, value]) => `SET ${name} = '${value}';`)
  .join('\n');
