import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findPostgres } from './find-program.mjs';
import { acquireLock } from './lock.mjs';
import { freePort, isPortFree } from './ports.mjs';
import { initialiseData } from './postgres-init.mjs';
import { isRunning, processIdentity, programOf, waitUntilGone } from './process-identity.mjs';
import { psql } from './psql.mjs';
import { logTail, sendSignal, spawnServer, stopProcess, waitUntilReady } from './server-process.mjs';
import { generatePassword, readRecord, writeRecord } from './server-record.mjs';
import { makeServerDirectory, removeServerDirectory, serverUser } from './unprivileged.mjs';

const HOST = '127.0.0.1';
const SUPERUSER = 'postgres';
/** PostgreSQL's words for its ways to stop, and what follows if one does not work in time. */
const STOP_SIGNALS = {
  smart: [
    ['SIGTERM', 60_000],
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ],
  fast: [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ],
  immediate: [
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ],
};
/** The path of a socket may have 107 bytes (sun_path), PostgreSQL's own file name included. */
const LONGEST_SOCKET_DIRECTORY = 85;

/** Faster, and only for a cluster whose data nobody will miss. */
export const THROW_AWAY_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts (or, if it still runs, takes over) the private PostgreSQL of a directory, making it first if need be. It
 * listens on 127.0.0.1 with a generated password, on a port that is remembered. One owner per directory at a time.
 * @type {import('./postgres.d.mts').startPostgres}
 */
export async function startPostgres({
  dir,
  user,
  settings = {},
  isThrowAway = false,
  authentication = 'scram-sha-256',
  serverBin,
  env = {},
  log = () => undefined,
}) {
  const directory = resolve(dir);
  const runAs = serverUser(user === undefined ? ['postgres'] : [user]);
  mkdirSync(directory, { recursive: true, mode: runAs === null ? 0o700 : 0o711 });
  const release = await acquireLock(join(directory, 'lock'), { waitMs: 120_000 });
  try {
    const programs = findPostgres();
    if (programs === null) throw new Error('No PostgreSQL server programs (initdb, postgres) were found.');
    const recordFile = join(directory, 'cluster.json');
    const record = readRecord(recordFile) ?? { port: 0, password: generatePassword(), serverDir: null, process: null };
    const wanted = join(directory, 'server');
    if (record.serverDir === null) {
      record.serverDir = makeServerDirectory(wanted, runAs);
      if (record.serverDir !== wanted)
        log(`${directory} cannot be entered by ${runAs.name}: its data is in ${record.serverDir}`);
      writeRecord(recordFile, record);
    } else if (record.serverDir === wanted) makeServerDirectory(wanted, runAs);
    const server = { ...programs, serverBin: serverBin ?? programs.bin };
    const cluster = {
      ...server,
      host: HOST,
      user: SUPERUSER,
      directory,
      recordFile,
      record,
      runAs,
      settings,
      env,
      log,
    };
    cluster.dataDir = await initialiseData({
      ...record,
      bin: server.serverBin,
      user: runAs,
      isThrowAway,
      authentication,
    });
    cluster.logFile = join(directory, 'server.log');
    const identity = (await adopt(cluster)) ?? (await start(cluster));
    return handle(cluster, identity);
  } finally {
    release();
  }
}

/** A server of ours that outlived its starter. One that does not answer is stopped. */
async function adopt(cluster) {
  const { record, dataDir } = cluster;
  const pidFile = readPidFile(dataDir);
  if (pidFile === null) return null;
  const identity = processIdentity(pidFile.pid);
  const isOurs =
    identity !== null && (isRunning(record.process) ? record.process.pid === identity.pid : isPostgres(identity.pid));
  if (!isOurs) {
    // Left by kill -9 or a reboot. PostgreSQL removes it itself unless that pid is in use again, when it would refuse.
    rmSync(join(dataDir, 'postmaster.pid'), { force: true });
    return null;
  }
  if (pidFile.port === record.port && (await answers(cluster))) {
    remember(cluster, { process: identity });
    return identity;
  }
  if (!(await waitUntilGone(identity, 15_000))) await stopProcess(identity, STOP_SIGNALS.immediate);
  return null;
}

async function start(cluster) {
  const { record, dataDir, logFile } = cluster;
  // After kill -9 of the server its backends may need a moment to notice and let go of the shared memory.
  for (let attempt = 1; ; attempt += 1) {
    if (record.port === 0 || !(await isPortFree(record.port))) remember(cluster, { port: await freePort() });
    const identity = await spawnServer({
      program: join(cluster.serverBin, 'postgres'),
      args: ['-D', dataDir, ...argumentsFor(cluster)],
      logFile,
      user: cluster.runAs,
      cwd: dataDir,
      env: cluster.env,
      deathSignal: 'INT',
    });
    remember(cluster, { process: identity });
    try {
      await waitUntilReady('PostgreSQL', identity, logFile, () => readPidFile(dataDir)?.isReady === true, 120_000);
      if (!(await answers(cluster)))
        throw new Error(`PostgreSQL does not answer. The end of ${logFile}:\n${logTail(logFile)}`);
      return identity;
    } catch (error) {
      await stopProcess(identity, STOP_SIGNALS.immediate);
      if (attempt === 3) throw error;
      await new Promise((wait) => setTimeout(wait, 300 * attempt));
    }
  }
}

function argumentsFor({ record, settings }) {
  const sockets = Buffer.byteLength(record.serverDir) <= LONGEST_SOCKET_DIRECTORY ? record.serverDir : '';
  const all = {
    listen_addresses: HOST,
    port: record.port,
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Is it the server of this data directory, and is the password the remembered one? */
async function answers(cluster) {
  try {
    const shown = await psql(connectionOf(cluster), 'SHOW data_directory');
    return shown === cluster.dataDir;
  } catch (error) {
    cluster.log(`PostgreSQL on port ${cluster.record.port}: ${error.message.split('\n').at(-1)}`);
    return false;
  }
}

function handle(cluster, identity) {
  const { record, dataDir, logFile, directory } = cluster;
  const urlFor = ({ database = 'postgres', user = SUPERUSER, password = record.password } = {}) =>
    `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${HOST}:${record.port}/${encodeURIComponent(database)}`;
  const stop = (mode = 'fast') => stopProcess(identity, STOP_SIGNALS[mode]);
  return {
    host: HOST,
    port: record.port,
    user: SUPERUSER,
    password: record.password,
    url: urlFor(),
    superuserUrl: urlFor(),
    urlFor,
    dataDir,
    socketDir: Buffer.byteLength(record.serverDir) <= LONGEST_SOCKET_DIRECTORY ? record.serverDir : null,
    logFile,
    bin: cluster.bin,
    major: cluster.major,
    pid: identity.pid,
    isRunning: () => isRunning(identity),
    query: (sql, database) => psql({ ...connectionOf(cluster), database }, sql),
    stop,
    kill: (signal = 'SIGKILL') => sendSignal(identity, signal),
    waitUntilGone: (timeoutMs = 30_000) => waitUntilGone(identity, timeoutMs),
    remove: async () => {
      await stop('immediate');
      removeServerDirectory(record.serverDir);
      removeServerDirectory(directory);
    },
  };
}

function connectionOf({ bin, host, user, record }) {
  return { bin, host, user, port: record.port, password: record.password };
}

function remember(cluster, changes) {
  Object.assign(cluster.record, changes);
  writeRecord(cluster.recordFile, cluster.record);
}

/** postmaster.pid: line 1 the pid, 4 the port, 8 the state (src/include/utils/pidfile.h). */
function readPidFile(dataDir) {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isPostgres(pid) {
  return /(^|\/)postgres$/.test(programOf(pid) ?? '');
}
