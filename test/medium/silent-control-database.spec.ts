import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { AdvisoryLock } from '../../src/database/advisory-lock.js';
import { AnsweringClient } from '../../src/database/answering-client.js';
import { TcpProxy } from '../support/faults/tcp-proxy.js';
import { testPostgresUrl } from '../support/test-servers.js';

let network: TcpProxy;
let url: string;

beforeEach(async () => {
  const server = new URL(testPostgresUrl());
  const address = { host: server.hostname, port: Number(server.port) };
  network = await TcpProxy.start(() => address);
  server.port = String(network.port);
  url = server.href;
});
afterEach(() => network.close());

it('gives up a pooled connection that never answers, and asks on a new one', async () => {
  const config = { connectionString: url, max: 1, Client: AnsweringClient, answerWithinMs: 300 };
  const pool = new pg.Pool(config);
  pool.on('error', () => undefined);
  const first = await pool.connect();
  first.on('error', () => undefined);
  expect((await first.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  network.strikeDumb();
  await expect(first.query('SELECT 2')).rejects.toThrow('did not answer');
  first.release();
  const second = await pool.connect();
  expect((await second.query<{ three: number }>('SELECT 3 AS three')).rows).toEqual([{ three: 3 }]);
  second.release();
  await pool.end();
});

it('lets go of a lock whose connection never answers, without waiting for it to say goodbye', async () => {
  const lock = await AdvisoryLock.tryAcquire(url, 'a lock behind a firewall');
  expect(lock).not.toBeNull();
  network.strikeDumb();
  await lock?.release();
});
