import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  /** Every byte. */
  text: string;
  body: unknown;
}

/** How it answers: a status, or not at all. */
export type Answer = number | 'hang';

/** A receiver of webhooks on this machine, which keeps what it gets and answers as it is told. */
export interface Receiver {
  readonly port: number;
  readonly url: string;
  readonly received: Received[];
  /** By path; `answerWith` for every other one. */
  readonly answers: Map<string, Answer>;
  answerWith: Answer;
  headers: Record<string, string>;
  /** No answer is given before. */
  gate: Promise<void>;
  stop(): Promise<void>;
}

export interface ReceiverOptions {
  host?: string;
  tls?: { key: string; cert: string };
}

export async function startReceiver({ host = '127.0.0.1', tls }: ReceiverOptions = {}): Promise<Receiver> {
  const received: Received[] = [];
  const answers = new Map<string, Answer>();
  const state = { answerWith: 200 as Answer, headers: {}, gate: Promise.resolve() };
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const path = request.url ?? '';
      received.push({ path, headers: request.headers, text, body: text === '' ? null : JSON.parse(text) });
      const answer = answers.get(path) ?? state.answerWith;
      if (answer === 'hang') return;
      void state.gate.then(() => {
        response.writeHead(answer, state.headers);
        response.end('words of the receiver that are nobody’s business');
      });
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    port,
    url: `${tls === undefined ? 'http' : 'https'}://${host}:${port}`,
    received,
    answers,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
