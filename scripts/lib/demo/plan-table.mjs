import { formatBytes, formatCount, formatDuration, red, yellow } from './format.mjs';
import { printTable } from './table.mjs';

/** Prints a restore plan: what would happen, and what would be lost. */
export function printPlan(plan) {
  const pending = plan.migrations.flatMap(({ pending }) => pending);
  const { losses, estimate } = plan;
  printTable(
    ['plan', ''],
    [
      ['verdict', plan.verdict],
      ['strategy', `${plan.strategy} into ${plan.target.database}`],
      ['pending migrations', pending.length > 0 ? `${pending.join('\n')}\nrun by “${plan.runner}”` : 'none'],
      ['tables lost', losses.tableRows.map(lost).join('\n') || 'none'],
      ['safety backup', plan.safetyBackup ? 'first' : 'none'],
      ['about', formatDuration(estimate.seconds * 1000)],
      ['room needed', estimate.space.map(describeSpace).join('\n')],
      ['warnings', plan.warnings.map((warning) => yellow(describe(warning))).join('\n') || 'none'],
      ['blockers', plan.blockers.map((blocker) => red(describe(blocker))).join('\n') || 'none'],
    ],
  );
  const changed = losses.rows.filter(({ live, backup }) => live !== backup);
  if (changed.length === 0) return;
  console.log('');
  printTable(
    ['table', 'rows live', 'in the backup', losses.exact ? 'difference' : 'difference (estimated)'],
    changed.map(({ table, live, backup }) => [table, formatCount(live), formatCount(backup), signed(backup - live)]),
  );
}

const lost = ({ table, live }) => `${table} (${formatCount(live)} rows)`;
const describe = ({ code, message }) => `${code}: ${message}`;
const describeSpace = ({ where, needed, free }) =>
  `${where}: ${formatBytes(needed)}${typeof free === 'number' ? ` of ${formatBytes(free)} free` : ''}`;
const signed = (count) => (count > 0 ? `+${formatCount(count)}` : formatCount(count));
