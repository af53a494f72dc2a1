import { v7 as uuidV7 } from 'uuid';
import { copierOf, copyRow } from '../backup-copies.mjs';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Midnight (UTC) of so many days ago, and so many hours. */
export const nightOf = (daysAgo, hours) =>
  new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - daysAgo * DAY_MS + hours * HOUR_MS);

/** A little more or less, the same at each run. */
const wobble = (n, share) => 1 + share * Math.sin(n * 2.399);

const COUNTED_BEFORE = { backup: 400, drill: 40, restore: 16 };

/** What is made from now on is not the first of its kind: what is added to the past has the numbers before. */
export async function countOn(client, tenantId) {
  for (const [kind, last] of Object.entries(COUNTED_BEFORE)) {
    await client.query('INSERT INTO number_sequences ("tenantId", kind, last) VALUES ($1, $2, $3)', [
      tenantId,
      kind,
      last,
    ]);
  }
}

/** Backups of the past have numbers in the order of their times, below all others. */
export async function numberThePast(client) {
  await client.query(
    `UPDATE backups SET number = $1 + 1 - past.place
       FROM (SELECT id, row_number() OVER (ORDER BY "createdAt" DESC) AS place FROM backups WHERE number < 0) past
      WHERE past.id = backups.id`,
    [COUNTED_BEFORE.backup],
  );
}

let numbered = 0;
/** Until they are numbered. */
const someNumber = () => (numbered -= 1);

/**
 * The past of a source: backups like its completed one, smaller the older they are, each of a run of its schedule where
 * it has one. Days that are not in `times` had none.
 * @param {{ client: object, storeDir: string, backup: object, schedule?: { id: string, run: object }, times: Date[] }} past
 * @returns {Promise<string[]>} ids, the newest first
 */
export async function addPast({ client, storeDir, backup, schedule, times }) {
  const copy = await copierOf(client, storeDir, backup.id);
  const ids = [];
  for (const [n, createdAt] of times.entries()) {
    const durationMs = Math.round(backup.durationMs * wobble(n, 0.3));
    const id = await copy({
      ...timesOf(createdAt, durationMs),
      number: someNumber(),
      durationMs,
      origin: schedule === undefined ? 'manual' : 'scheduled',
      createdBy: schedule === undefined ? backup.createdBy : `schedule "${schedule.name}"`,
      name: `${backup.name.split(' ')[0]} ${createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
      storedBytes: Math.round(backup.storedBytes * (1 - 0.012 * n) * wobble(n, 0.01)),
      pinned: false,
    });
    ids.push(id);
    if (schedule !== undefined) await addRun(client, schedule.run, { subjectId: id, createdAt, durationMs });
  }
  return ids;
}

/** A failed one of the past: a record alone. */
export async function addFailure({ client, backup, schedule, createdAt }) {
  const id = uuidV7();
  const number = someNumber();
  const durationMs = 2_300;
  const name = `${backup.name.split(' ')[0]} ${createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const of = { origin: 'scheduled', createdBy: `schedule "${schedule.name}"` };
  await copyRow(
    client,
    'backups',
    { id: backup.id },
    { ...timesOf(createdAt, durationMs), ...of, id, number, name, durationMs },
  );
  const failed = { state: 'failed', error: JSON.stringify(backup.error) };
  await addRun(client, schedule.run, { subjectId: id, createdAt, durationMs, ...failed });
}

/** Drills of the weeks before one, a little slower each. */
export async function addDrills({ client, drill, weeks }) {
  for (let week = 1; week <= weeks; week += 1) {
    const createdAt = nightOf(week * 7, 5);
    const recoverySeconds = drill.recoverySeconds * (1 - 0.02 * week) * wobble(week, 0.12);
    const durationMs = Math.round(recoverySeconds * 1_100);
    await copyRow(
      client,
      'drills',
      { id: drill.id },
      {
        ...timesOf(createdAt, durationMs),
        id: uuidV7(),
        number: COUNTED_BEFORE.drill + 1 - week,
        recoverySeconds,
        durationMs,
        origin: 'scheduled',
      },
    );
  }
}

const timesOf = (createdAt, durationMs) => ({
  createdAt,
  startedAt: new Date(createdAt.getTime() + 900),
  finishedAt: new Date(createdAt.getTime() + 900 + durationMs),
});

/** A run of a schedule that came when it was due, like one that somebody asked for; and its job. */
async function addRun(client, run, { subjectId, createdAt, durationMs, ...job }) {
  const jobId = uuidV7();
  const { startedAt, finishedAt } = timesOf(createdAt, durationMs);
  await copyRow(client, 'jobs', { id: run.jobId }, { id: jobId, subjectId, createdAt, startedAt, finishedAt, ...job });
  await copyRow(
    client,
    'schedule_runs',
    { id: run.id },
    {
      id: uuidV7(),
      cause: 'due',
      dueAt: createdAt,
      firstDueAt: createdAt,
      begunAt: startedAt,
      createdAt,
      jobId,
      subjectId,
    },
  );
}
