import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Cell, type CellResult, runCell } from '../../support/faults/cell.js';
import { seededChance } from '../../support/faults/chance.js';
import { type Ground, startGround } from '../../support/faults/ground.js';
import { JOB_KINDS, type JobKind } from '../../support/faults/jobs.js';
import { type Places, recordPlaces } from '../../support/faults/places.js';
import { type EventLoopFigures, LONGEST_BLOCK_MS, measureEventLoop } from '../families/event-loop.js';
import { LONGEST_REFUSAL_MS, LONGEST_WAIT_MS, swapsUnderLoad } from '../families/under-load.js';
import { allCells } from './cells.js';

/**
 * The long form of test/faults, started by `npm run soak` (scripts/soak.mjs), which also writes what this finds into
 * docs/reliability.md. Ends with 1 when a promise was broken.
 */
interface Settings {
  minutes: number;
  seed: number;
  /** Part of the name of a fault, or `load` or `event-loop`. */
  only: string | null;
  /** Where results.json and the logs of what went wrong are put. */
  directory: string;
}

const settings = JSON.parse(process.env.BST_SOAK ?? '{}') as Settings;
const chance = seededChance(settings.seed);
const deadline = Date.now() + settings.minutes * 60_000;
const results: CellResult[] = [];
const isWanted = (name: string): boolean => settings.only === null || name.includes(settings.only);

mkdirSync(settings.directory, { recursive: true });
say(`Seed ${settings.seed}: the same seed tries the same instants again.`);
const ground = await startGround({ names: ['shop'], mountStore: true });
const load = isWanted('load') ? await swapsUnderLoad(ground, 5, 20) : null;
if (load !== null) say(`Swaps under load: ${JSON.stringify(load)}`);

const places = await recordAll(ground);
const cells = allCells(places, chance, ground.isStoreMounted).filter(({ fault, kind }) =>
  isWanted(`${fault} × ${kind}`),
);
say(`${cells.length} cells; at most ${settings.minutes} minutes.`);
const queue = [...cells];
const lanes = [runLane(ground)];
// A cell waits most of its time for what was taken away: one more than there are processors.
for (let lane = 1; lane < Math.min(3, availableParallelism() + 1) && queue.length > 10; lane += 1) {
  lanes.push(startGround({ names: ['shop'], mountStore: true }).then(runLane));
}
await Promise.all(lanes);
const eventLoop = isWanted('event-loop') ? await measureEventLoop(500) : null;
if (eventLoop !== null) say(`Event loop: ${JSON.stringify(eventLoop)}`);

writeResults(eventLoop);
const broken = results.filter((result) => result.broken.length > 0);
const limits = [
  ['a client was refused for', load?.longestRefusalMs ?? 0, LONGEST_REFUSAL_MS],
  ['a client waited for', load?.longestWaitMs ?? 0, LONGEST_WAIT_MS],
  ['the event loop was blocked for', Math.max(eventLoop?.backupMs ?? 0, eventLoop?.restoreMs ?? 0), LONGEST_BLOCK_MS],
] as const;
const exceeded = limits.filter(([, found, limit]) => found > limit);
for (const [what, found, limit] of exceeded)
  say(`BROKEN ${what} ${found} ms; ${limit} ms is the most that is promised.`);
say(`${results.length} cells run, ${queue.length} not for want of time, ${broken.length} with a broken promise.`);
// A cell that was broken off may have left something open: nobody waits for that.
process.exit(broken.length + exceeded.length > 0 ? 1 : 0);

/** After each cell: what was found so far outlives whatever ends the run. */
function writeResults(eventLoop: EventLoopFigures | null): void {
  const run = { ...settings, cells: cells.length, notRun: queue.length, results, eventLoop, load };
  writeFileSync(join(settings.directory, 'results.json'), JSON.stringify(run, null, 1));
}

async function recordAll(on: Ground): Promise<Record<JobKind, Places>> {
  const found: Partial<Record<JobKind, Places>> = {};
  for (const kind of JOB_KINDS) found[kind] = await recordPlaces(on, kind);
  return found as Record<JobKind, Places>;
}

/** A ground on which a promise was broken may be broken itself: the next cell gets a new one. */
async function runLane(first: Ground): Promise<void> {
  let on = first;
  for (;;) {
    const cell = Date.now() < deadline ? queue.shift() : undefined;
    if (cell === undefined) break;
    const result = await runOne(on, cell);
    results.push(result);
    tell(result);
    writeResults(null);
    if (result.broken.length === 0) continue;
    keepEvidence(on, result);
    await on.remove().catch((error: unknown) => {
      say(`A ground could not be taken down: ${String(error)}`);
    });
    on = await startGround({ names: ['shop'], mountStore: true });
  }
  await on.remove();
}

async function runOne(on: Ground, cell: Cell): Promise<CellResult> {
  try {
    return await runCell(on, cell);
  } catch (error) {
    const { fault, kind, place } = cell;
    const broken = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return { fault, kind, place, phase: 'unknown', outcome: 'not judged', seconds: 0, broken };
  }
}

function tell({ fault, kind, place, phase, outcome, seconds, broken }: CellResult): void {
  const mark = broken.length === 0 ? 'ok ' : 'BROKEN';
  say(`${results.length} ${mark} ${fault} × ${kind}: ${place} | in ${phase} | ${outcome} | ${seconds} s`);
  for (const line of broken) say(`    ${line}`);
}

function keepEvidence(on: Ground, result: CellResult): void {
  const file = join(settings.directory, `broken-${results.length}.log`);
  const { stdout, stderr } = on.worker;
  writeFileSync(file, [JSON.stringify(result, null, 1), '--- worker', stdout, stderr].join('\n'));
  say(`    evidence: ${file}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
