import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { findPostgres, findProgram } from '../find-program.mjs';

const BEGIN = '<!-- written by npm run soak: begin -->';
const END = '<!-- written by npm run soak: end -->';

/** Puts what a soak found between the two marks of the document, in the formatter's form. */
export async function writeReport(results, file) {
  if (!existsSync(file)) throw new Error(`${file} is missing.`);
  const text = readFileSync(file, 'utf8');
  const [before, rest] = split(text, BEGIN, file);
  const [, after] = split(rest, END, file);
  const { format } = await import('oxfmt');
  const whole = `${before}${BEGIN}\n\n${reportOf(results, await versions())}\n\n${END}${after}`;
  const { code, errors } = await format(file, whole, { printWidth: 120 });
  if (errors.length > 0) throw new Error(`${file} cannot be formatted: ${JSON.stringify(errors)}`);
  writeFileSync(file, code);
  console.log(`Written: ${file}`);
}

/** @returns {string} Markdown */
export function reportOf(run, facts) {
  const { results } = run;
  const broken = results.filter((result) => result.broken.length > 0);
  const kills = results.filter(({ fault, phase }) => fault.startsWith('SIGKILL') && phase !== 'ended').length;
  const lines = [
    `Run of ${facts.date}, ${facts.minutes ?? run.minutes} minutes at most, seed ${run.seed}; ${facts.machine}.`,
    '',
    `- ${results.length} cells of ${run.cells} run${run.notRun > 0 ? `, ${run.notRun} not for want of time` : ''}; ${kills} processes killed by SIGKILL in the middle of a job.`,
    `- Promises broken: **${broken.length}**.`,
    ...loadLines(run.load),
    ...eventLoopLines(run.eventLoop),
    '',
    '| fault | job | phase that it met → outcome (times) | longest to the end |',
    '| --- | --- | --- | --- |',
    ...rowsOf(results),
  ];
  if (broken.length > 0) {
    lines.push('', 'Broken:', '');
    for (const { fault, kind, place, broken: what } of broken) {
      lines.push(`- ${fault}, ${kind}, ${escape(place)}: ${escape(what.join('; '))}`);
    }
  }
  return lines.join('\n');
}

function loadLines(load) {
  if (load === null) return [];
  const { clients, reads, writes, refusals, longestRefusalMs, longestWaitMs } = load;
  return [
    `- Swaps under load (${clients} clients, ${reads} reads, ${writes} writes): longest refusal ${longestRefusalMs} ms (${refusals} refusals), longest wait ${longestWaitMs} ms. Promised: 500 ms, 2,000 ms.`,
  ];
}

function eventLoopLines(figures) {
  if (figures === null) return [];
  const { databaseMb, backupMs, restoreMs, longestWithStarvationMs } = figures;
  return [
    `- Event loop of the worker, a database of ${databaseMb} MB: blocked for ${backupMs} ms at most in the backup, ${restoreMs} ms in the restore (${longestWithStarvationMs} ms with the time in which the machine ran something else). Promised: 50 ms.`,
  ];
}

function rowsOf(results) {
  const rows = new Map();
  for (const result of results) {
    const key = `${result.fault}\n${result.kind}`;
    const row = rows.get(key) ?? { ...result, met: new Map(), longest: 0 };
    const outcome = result.broken.length > 0 ? `**BROKEN** ${result.outcome}` : result.outcome;
    const phases = row.met.get(result.phase) ?? new Map();
    phases.set(outcome, (phases.get(outcome) ?? 0) + 1);
    row.met.set(result.phase, phases);
    row.longest = Math.max(row.longest, result.seconds);
    rows.set(key, row);
  }
  return [...rows.keys()].sort().map((key) => {
    const { fault, kind, met, longest } = rows.get(key);
    const cell = [...met.entries()]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([phase, outcomes]) => `${phase} → ${[...outcomes].map(([name, times]) => `${name} (${times})`).join(', ')}`)
      .join('<br>');
    return `| ${escape(fault)} | ${kind.replace('_', ' ')} | ${escape(cell)} | ${longest} s |`;
  });
}

async function versions() {
  const { bin } = findPostgres();
  const postgres = versionOf(`${bin}/postgres`);
  const machine = [
    postgres,
    versionOf(findProgram('redis-server') ?? 'valkey-server').split(' sha')[0],
    `Node ${process.version}`,
    `${cpus().length} processors`,
  ];
  return { date: new Date().toISOString().slice(0, 10), machine: machine.join(', ') };
}

function versionOf(program) {
  return execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
}

function split(text, mark, file) {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`${file} lacks the line ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

/** What would end a cell or start an element. */
function escape(text) {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/<(?!br>)/g, '&lt;')
    .replaceAll('\n', ' ');
}
