import type { Ground } from './ground.js';
import { type JobKind, prepare } from './jobs.js';
import type { Statement } from './postgres-proxy.js';
import { tidy } from './tidy.js';

/** Where a job of one kind can be hit: what it does in its record, on the source's server and in its store, in order. */
export interface Places {
  commits: string[];
  statements: string[];
  steps: string[];
  /** From the request to the end, when nothing is in the way. */
  durationMs: number;
}

/** Does the job once with nothing in its way, and writes down everything it does that leaves a trace. */
export async function recordPlaces(ground: Ground, kind: JobKind): Promise<Places> {
  const [subject] = ground.subjects;
  if (subject === undefined) throw new Error('The ground has no source.');
  const ask = await prepare(ground, kind, subject);
  const commits = new Set<string>();
  const statements = new Set<string>();
  ground.control.statements.listen((statement) => {
    addTo(commits, commitLabel(statement));
  });
  ground.sources.statements.listen((statement) => {
    addTo(statements, serverLabel(statement));
  });
  ground.store.clear();
  const startedAt = performance.now();
  const { jobId } = await ask();
  const job = await ground.jobs.jobEnds(jobId);
  const durationMs = performance.now() - startedAt;
  ground.control.statements.listen(null);
  ground.sources.statements.listen(null);
  if (job.state !== 'completed') throw new Error(`The ${kind} to be recorded failed: ${JSON.stringify(job.error)}`);
  await tidy(ground);
  return { commits: [...commits], statements: [...statements], steps: ground.store.steps(), durationMs };
}

/** What a COMMIT makes true in the control database; null for any other statement, and for what no job writes. */
export function commitLabel({ sql, transaction }: Statement): string | null {
  if (!/^\s*COMMIT\b/i.test(sql)) return null;
  const writes = new Set(transaction.map(writeLabel).filter((label) => label !== null));
  // The log is written in batches of chance, together with whatever comes.
  if (writes.size > 1) writes.delete(THE_LOG);
  return writes.size === 0 ? null : [...writes].join(', ');
}

const THE_LOG = 'the log';

function writeLabel({ sql, values }: Statement): string | null {
  const [, verb = '', table] = /^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?/i.exec(sql) ?? [];
  if (table === undefined || table === 'workers') return null;
  if (table === 'log_records' || table === 'log_sequences') return THE_LOG;
  const [, changes = ''] = /\bSET\s+(.*?)(?:\s+WHERE\b|$)/is.exec(verb.toUpperCase() === 'UPDATE' ? sql : '') ?? [];
  const columns = [...changes.matchAll(/"?(\w+)"?\s*=/g)].map(([, name = '']) => name);
  const words = values.filter((value) => WORDS.has(value));
  const isJournal = columns.includes('journal');
  const oid = isJournal && values.some((value) => /"sideOid":\d/.test(value)) ? ['with the OID'] : [];
  return [(verb.split(' ')[0] ?? '').toLowerCase(), table, ...words, ...told(columns), ...oid, ...running(values)].join(
    ' ',
  );
}

/** The phase that a drill begins, of the list that it keeps. */
function running(values: readonly unknown[]): string[] {
  const names = values.map((value) => /"name":"(\w+)","status":"running"/.exec(String(value))?.[1]);
  return names.filter((name) => name !== undefined).map((name) => `with ${name} running`);
}

/** At most three columns: enough to know which write it is. */
function told(columns: readonly string[]): string[] {
  const telling = columns.filter((name) => name !== 'updatedAt').slice(0, 3);
  return telling.length === 0 ? [] : [`(${telling.join(', ')})`];
}

/** What a statement changes on the server of the sources, or holds there. */
export function serverLabel({ sql, applicationName }: Statement): string | null {
  if (!applicationName.startsWith('bst ')) return null; // an API that plans only reads
  const text = sql.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ');
  if (/RENAME TO/i.test(text)) return 'the renames of the swap';
  if (/pg_export_snapshot/i.test(text)) return 'export of the snapshot';
  if (/pg_terminate_backend/i.test(text)) return 'end of a session';
  const found = SERVER_VERBS.exec(text)?.[1];
  if (found === undefined) return null;
  return found.toUpperCase() === 'COPY' ? `COPY ${/\bTO STDOUT/i.test(text) ? 'out' : 'in'}` : found.toUpperCase();
}

const SERVER_VERBS =
  /(?:^|; ?)((?:CREATE|ALTER|DROP) (?:UNIQUE )?\w+|COPY|LOCK TABLE|COMMENT ON \w+|GRANT|REVOKE|CHECKPOINT|ANALYZE|VACUUM|INSERT INTO)\b/i;

/** Values that tell one write of a table from another; ids and times do not. */
const WORDS = new Set([
  ...['waiting', 'active', 'completed', 'failed', 'running', 'rolling_back', 'rolled_back', 'skipped'],
  ...['planned', 'safety_backup', 'side_restore', 'checking', 'migrating', 'swapping', 'finished', 'before', 'after'],
]);

function addTo(labels: Set<string>, label: string | null): void {
  if (label !== null) labels.add(label);
}
