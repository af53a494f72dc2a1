import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { findProgram } from './find-program.mjs';
import { acquireLock } from './lock.mjs';
import { freePort, isPortFree } from './ports.mjs';
import { isRunning, processIdentity, waitUntilGone } from './process-identity.mjs';
import { sendSignal, spawnServer, stopProcess, waitUntilReady } from './server-process.mjs';
import { generatePassword, readRecord, writeRecord } from './server-record.mjs';
import { makeServerDirectory, removeServerDirectory, serverUser } from './unprivileged.mjs';

const HOST = '127.0.0.1';
const STOP_SIGNALS = [
  ['SIGTERM', 30_000],
  ['SIGKILL', 5_000],
];

/**
 * Starts (or, if it still runs, takes over) the private Redis of a directory. It listens on 127.0.0.1 with a generated
 * password, on a port that is remembered, and keeps what it holds (append-only file). One owner per directory.
 * @type {import('./redis.d.mts').startRedis}
 */
export async function startRedis({ dir, log = () => undefined }) {
  const directory = resolve(dir);
  const runAs = serverUser(['redis', 'postgres']);
  mkdirSync(directory, { recursive: true, mode: runAs === null ? 0o700 : 0o711 });
  const release = await acquireLock(join(directory, 'lock'), { waitMs: 120_000 });
  try {
    const program = findProgram('redis-server') ?? findProgram('valkey-server');
    if (program === null) throw new Error('No redis-server was found.');
    const recordFile = join(directory, 'redis.json');
    const record = readRecord(recordFile) ?? { port: 0, password: generatePassword(), serverDir: null, process: null };
    const wanted = join(directory, 'server');
    if (record.serverDir === null) {
      record.serverDir = makeServerDirectory(wanted, runAs);
      if (record.serverDir !== wanted)
        log(`${directory} cannot be entered by ${runAs.name}: its data is in ${record.serverDir}`);
      writeRecord(recordFile, record);
    } else if (record.serverDir === wanted) makeServerDirectory(wanted, runAs);
    const redis = { program, recordFile, record, runAs, logFile: join(directory, 'server.log') };
    const identity = (await adopt(redis)) ?? (await start(redis));
    return handle(redis, identity, directory);
  } finally {
    release();
  }
}

/** A server of ours that outlived its starter. One that does not answer is stopped. */
async function adopt({ record, recordFile }) {
  if (record.port === 0) return null;
  const info = await ask(record, 'INFO server');
  const answering = processIdentity(Number(/process_id:(\d+)/.exec(info ?? '')?.[1]));
  if (answering !== null) {
    writeRecord(recordFile, Object.assign(record, { process: answering }));
    return answering;
  }
  if (isRunning(record.process) && !(await waitUntilGone(record.process, 5_000))) {
    await stopProcess(record.process, STOP_SIGNALS);
  }
  return null;
}

async function start(redis) {
  const { record, recordFile, runAs, logFile } = redis;
  for (let attempt = 1; ; attempt += 1) {
    if (record.port === 0 || !(await isPortFree(record.port))) record.port = await freePort();
    writeRecord(recordFile, record);
    const configuration = join(record.serverDir, 'redis.conf');
    writeFileSync(configuration, configurationOf(record), { mode: 0o600 });
    if (runAs !== null) chownSync(configuration, runAs.uid, runAs.gid);
    const cwd = record.serverDir;
    const spec = { program: redis.program, args: [configuration], logFile, user: runAs, cwd, deathSignal: 'TERM' };
    const identity = await spawnServer(spec);
    writeRecord(recordFile, Object.assign(record, { process: identity }));
    try {
      await waitUntilReady('Redis', identity, logFile, async () => (await ask(record, 'PING')) === '+PONG', 60_000);
      return identity;
    } catch (error) {
      await stopProcess(identity, STOP_SIGNALS);
      if (attempt === 3) throw error;
    }
  }
}

/** In a file, since arguments can be seen by everyone. Bull needs noeviction: a job must never be dropped for room. */
function configurationOf({ port, password, serverDir }) {
  const quoted = serverDir.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return [
    `bind ${HOST}`,
    `port ${port}`,
    `requirepass ${password}`,
    `dir "${quoted}"`,
    'daemonize no',
    'appendonly yes',
    'maxmemory-policy noeviction',
    '',
  ].join('\n');
}

function handle({ record, logFile }, identity, directory) {
  const stop = () => stopProcess(identity, STOP_SIGNALS);
  return {
    host: HOST,
    port: record.port,
    password: record.password,
    url: `redis://:${record.password}@${HOST}:${record.port}`,
    logFile,
    pid: identity.pid,
    isRunning: () => isRunning(identity),
    stop,
    kill: (signal = 'SIGKILL') => sendSignal(identity, signal),
    waitUntilGone: (timeoutMs = 30_000) => waitUntilGone(identity, timeoutMs),
    remove: async () => {
      await stop();
      removeServerDirectory(record.serverDir);
      removeServerDirectory(directory);
    },
  };
}

/** The answer to one command after signing in, or null: not there, not ours, or not ready yet. */
function ask({ port, password }, command) {
  return new Promise((resolve) => {
    const socket = connect({ host: HOST, port });
    let answer = '';
    const finish = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(5_000, () => finish(null));
    socket.once('error', () => finish(null));
    socket.once('close', () => finish(null));
    socket.once('connect', () => socket.write(`AUTH ${password}\r\n${command}\r\n`));
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
      const [signedIn, ...rest] = answer.split('\r\n');
      if (signedIn !== '+OK') return answer.includes('\r\n') ? finish(null) : undefined;
      const size = /^\$(\d+)$/.exec(rest[0] ?? '')?.[1];
      const whole = size === undefined ? rest.length > 1 : rest.slice(1).join('\r\n').length >= Number(size);
      if (whole) finish(size === undefined ? rest[0] : rest.slice(1).join('\r\n'));
    });
  });
}
