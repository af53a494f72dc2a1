import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL_DATABASE, ensureControlDatabase } from './control-database.mjs';
import { acquireLock, LockedError } from './lock.mjs';
import { startPostgres } from './postgres.mjs';
import { rolePassword } from './private-servers.mjs';
import { readRecord } from './server-record.mjs';
import { SetupError } from './shutdown.mjs';
import { step } from './steps.mjs';

/**
 * The control database for a command: the one that the environment names, or the private one of `home`. Where Backstitch
 * runs from there, its server is used as it is; otherwise it is started until `stop`.
 * @param {{ home: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} `env`: what to add for the command
 */
export async function reachControlDatabase({ home, env }) {
  if (env.DATABASE_URL) return { env: {}, stop: async () => undefined };
  const directory = join(home, 'postgres');
  const recordFile = join(directory, 'cluster.json');
  if (!existsSync(recordFile)) {
    throw new SetupError(
      `DATABASE_URL is not set, and ${home} has no private PostgreSQL. Name the control database in DATABASE_URL, or the directory that \`npm start\` uses in BACKSTITCH_HOME.`,
    );
  }
  const added = { BACKSTITCH_HOME: home };
  const release = await lockUnlessRunning(home);
  if (release === null)
    return { env: { ...added, DATABASE_URL: urlOf(readRecord(recordFile)) }, stop: async () => undefined };
  let postgres = null;
  const stop = async () => {
    await postgres?.stop();
    release();
  };
  try {
    await step('Starting the private PostgreSQL', async () => {
      postgres = await startPostgres({ dir: directory });
      added.DATABASE_URL = await ensureControlDatabase(postgres, rolePassword(postgres.password));
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: added, stop };
}

/** null: Backstitch runs from this home. */
async function lockUnlessRunning(home) {
  try {
    return await acquireLock(join(home, 'lock'));
  } catch (error) {
    if (error instanceof LockedError) return null;
    throw error;
  }
}

function urlOf({ port, password }) {
  return `postgres://${CONTROL_DATABASE}:${rolePassword(password)}@127.0.0.1:${port}/${CONTROL_DATABASE}`;
}
