import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import express from 'express';
import { assignRequestId } from './request-id.js';
import { limitSlowBodies } from './slow-bodies.js';

let server: Server;
let seen = 0;
beforeAll(async () => {
  const app = express();
  app.use(assignRequestId);
  app.use(limitSlowBodies({ arrivesWithinMs: 150, lingerMs: 150 }));
  app.use(express.json());
  app.post('/json', (request, response) => {
    seen += 1;
    response.json(request.body);
  });
  // Like a route that is refused before its body is read.
  app.post('/refused', (_request, response) => response.sendStatus(403));
  app.post('/api/v1/backups/import', (request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length)).on('end', () => response.json(bytes));
  });
  // Like an event stream, which goes on for long.
  app.all('/stream', (_request, response) => {
    response.write('first ');
    setTimeout(() => response.end('last'), 500);
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
});

/** What is answered to a head and the beginning of its body, until the connection is closed. */
async function ask(path: string, type: string, length: number, part: string, onOpen?: (socket: Socket) => void) {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${part}`);
  onOpen?.(socket);
  await once(socket, 'close');
  return answer;
}

it('gives up a body of JSON that does not arrive', async () => {
  const [head = '', body = ''] = (await ask('/json', 'application/json', 100, '{"a":')).split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 400 [^]*Connection: close[^]*application\/problem\+json/);
  const requestId = /^X-Request-Id: (.+)$/m.exec(head)?.[1]?.trim();
  expect(requestId).toHaveLength(36);
  expect(JSON.parse(body)).toMatchObject({ status: 400, code: 'INVALID_PARAMETER', instance: '/json', requestId });
});

it('gives up one that trickles', async () => {
  let timer: NodeJS.Timeout | undefined;
  const answer = await ask('/json', 'application/json', 1_000, '[', (socket) => {
    timer = setInterval(() => socket.write(' '), 20);
    socket.on('error', () => undefined);
  });
  clearInterval(timer);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
});

it('lets no route see what comes after that', async () => {
  const answer = await ask('/json', 'application/json', 9, '{"a":', (socket) => {
    socket.once('data', () => socket.write('"b"}')); // it was given up, and the connection is still there
    socket.on('error', () => undefined);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(seen).toBe(0);
});

it('answers who sends what will not be read, and then cuts the connection', async () => {
  const answer = await ask('/refused', 'application/octet-stream', 1_000_000, 'a');
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

it('lets an upload take its time', async () => {
  const answer = await ask('/api/v1/backups/import', 'multipart/form-data; boundary=x', 3, 'a', (socket) => {
    setTimeout(() => socket.write('b'), 250);
    setTimeout(() => socket.end('c'), 500);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\n3$/);
});

it.each(['GET', 'POST'])('cuts no answer that takes long: %s', async (method) => {
  const { port } = server.address() as AddressInfo;
  const body = method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {};
  const answer = await fetch(`http://127.0.0.1:${port}/stream`, { method, ...body });
  expect(await answer.text()).toBe('first last');
});

it('leaves a connection alone whose bodies arrive', async () => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answers = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answers += text));
  for (let round = 0; round < 2; round += 1) {
    socket.write('POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  socket.end();
  await once(socket, 'close');
  expect(answers.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
});
