import { judge, type Verdict } from './judge.js';
import type { Ground } from './ground.js';
import { type AskedJob, type JobKind, prepare } from './jobs.js';
import { tidy } from './tidy.js';

/** What a fault met. */
export interface Struck {
  job: AskedJob;
  /** Of the job, when it struck; null when the job was over before. */
  phase: string | null;
}

/** One fault at one place of one kind of job. */
export interface Cell {
  /** A row of the table in docs/reliability.md. */
  fault: string;
  kind: JobKind;
  /** Where exactly, for whoever has to look into it. */
  place: string;
  /** Of the failures that this fault may end in; none: the job must succeed all the same. */
  codes: readonly string[];
  /** Asks for the job, does it harm, and heals what was harmed. */
  strike(ground: Ground, ask: () => Promise<AskedJob>): Promise<Struck>;
}

export interface CellResult extends Verdict {
  fault: string;
  kind: JobKind;
  place: string;
  phase: string;
}

export async function runCell(ground: Ground, cell: Cell): Promise<CellResult> {
  const { fault, kind, place } = cell;
  const [subject] = ground.subjects;
  if (subject === undefined) throw new Error('The ground has no source.');
  const ask = await prepare(ground, kind, subject);
  const { job, phase } = await cell.strike(ground, ask);
  const verdict = await judge(ground, job, cell.codes);
  if (phase === null) verdict.outcome = `over before: ${verdict.outcome}`;
  await tidy(ground);
  return { fault, kind, place, phase: phase ?? 'ended', ...verdict };
}
