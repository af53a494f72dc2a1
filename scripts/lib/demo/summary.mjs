import { bold, formatBytes, formatCount, formatDuration, green } from './format.mjs';
import { printTable } from './table.mjs';

/** What the demo has shown, in figures. */
export function printSummary({ facts, checks }, startedAt) {
  const { backup, plain, restore, probe } = facts;
  const timeRatio = facts.backupMs / plain.milliseconds;
  const sizeRatio = backup.storedBytes / plain.bytes;
  console.log(`\n${bold('Summary')}`);
  printTable(
    ['', 'Backstitch', 'pg_dump -Fc', 'ratio'],
    [
      [
        'backup, from request to completed',
        formatDuration(facts.backupMs),
        formatDuration(plain.milliseconds),
        timeRatio.toFixed(2),
      ],
      [
        'its size, encrypted and read back',
        formatBytes(backup.storedBytes),
        formatBytes(plain.bytes),
        sizeRatio.toFixed(2),
      ],
    ],
  );
  console.log('');
  printTable(
    ['', ''],
    [
      ['database', formatBytes(backup.databaseSize ?? backup.rawBytes)],
      ['restore with safety backup and migrations', formatDuration(facts.restoreMs)],
      ['downtime of the swap, as a client saw it', formatDuration(probe.downtimeMs)],
      ['… as Backstitch measured it', restore.downtimeMs === null ? '' : formatDuration(restore.downtimeMs)],
      ['migrations brought forward', formatCount(facts.newMigrations.length)],
      ['rows compared after the restore', formatCount(facts.rowsCompared)],
      ['rollback', `proven in ${formatDuration(facts.rollbackMs)}, ${formatCount(facts.rowsRolledBack)} rows compared`],
      ['checks', green(`${checks.passed} passed, none failed`)],
      ['whole demo', formatDuration(performance.now() - startedAt)],
    ],
  );
}
