import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, it } from '@jest/globals';
import { fetchAllowed, type FetchRequest } from './fetch-allowed.js';

const RULES = { trusted: ['127.0.0.1'], denied: [] };
const GET: FetchRequest = { method: 'GET', headers: {}, body: null };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serving(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/x?y=1`;
}

it('sends a body, and answers all that comes back', async () => {
  const url = await serving((request, response) => {
    let sent = '';
    request.setEncoding('utf8').on('data', (text: string) => (sent += text));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      response.writeHead(201, { 'content-type': 'application/json', 'x-two': ['a', 'b'] });
      response.end(JSON.stringify({ method, path, sent, length: headers['content-length'], key: headers['x-key'] }));
    });
  });
  const answer = await fetchAllowed(url, { method: 'POST', headers: { 'x-key': 'k' }, body: 'größe' }, RULES, 5_000);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('x-two')).toBe('a, b');
  expect(await answer.json()).toEqual({ method: 'POST', path: '/x?y=1', sent: 'größe', length: '7', key: 'k' });
});

it('does not follow where it is sent', async () => {
  const asked: string[] = [];
  const url = await serving((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect((await fetchAllowed(url, GET, RULES, 5_000)).status).toBe(302);
  expect(asked).toEqual(['/x?y=1']);
});

it('reads no answer without end', async () => {
  const url = await serving((_request, response) => {
    const more = (): void => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', more);
    };
    more();
  });
  await expect(fetchAllowed(url, GET, RULES, 20_000)).rejects.toThrow(/more than 1000000 bytes/);
});

it('waits no longer than its patience', async () => {
  const url = await serving((_request, response) => {
    response.writeHead(200).write('never');
  });
  await expect(fetchAllowed(url, GET, RULES, 200)).rejects.toThrow();
});

it.each([
  ['an address of ours', { trusted: [], denied: [] }],
  ['a denied network, though it is named', { trusted: ['127.0.0.1'], denied: ['127.0.0.0/8'] }],
])('does not connect to %s', async (_, rules) => {
  let wasAsked = false;
  const url = await serving((_request, response) => {
    wasAsked = true;
    response.end();
  });
  await expect(fetchAllowed(url, GET, rules, 5_000)).rejects.toThrow(/not an address on the public internet/);
  expect(wasAsked).toBe(false);
});
