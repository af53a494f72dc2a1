import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes as they go over the wire; several pieces are sent one after the other, with a pause between. */
export interface RawRequest {
  pieces: Buffer[];
  pauseMs: number;
  /** Of an answer that goes on without end, the head is enough. */
  method: string;
}

export interface RawAnswer {
  /** null: the connection was closed without one. */
  status: number | null;
  headers: Record<string, string>;
  body: string;
  /** From the last byte that was sent. */
  milliseconds: number;
  isLate: boolean;
}

/** Sends bytes as no client would, over a connection of their own, and reads what comes until it is closed, or late. */
export async function sendRaw(port: number, request: RawRequest, patienceMs: number): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  const state = { isOver: false };
  const over = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (isWhole(chunks, request.method)) resolve();
    });
    socket.once('error', resolve).once('close', resolve);
  }).then(() => {
    state.isOver = true;
  });
  for (const [index, piece] of request.pieces.entries()) {
    if (index > 0) await sleep(request.pauseMs);
    if (!state.isOver) socket.write(piece);
  }
  const sentAt = performance.now();
  const late = new AbortController();
  const patience = sleep(patienceMs, undefined, { signal: late.signal }).catch(() => undefined);
  await Promise.race([over, patience]);
  late.abort();
  socket.destroy();
  return {
    ...parse(Buffer.concat(chunks).toString('latin1')),
    milliseconds: performance.now() - sentAt,
    isLate: !state.isOver,
  };
}

function isWhole(chunks: readonly Buffer[], method: string): boolean {
  const text = Buffer.concat(chunks).toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end === -1 || text.startsWith('HTTP/1.1 100 ')) return false;
  const head = text.slice(0, end);
  if (method === 'HEAD' || /\r\ncontent-type: text\/event-stream/i.test(head)) return true;
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return text.length - end - 4 >= Number(length);
  return /\r\ntransfer-encoding: chunked/i.test(head) ? text.endsWith('0\r\n\r\n') : false;
}

function parse(text: string): Pick<RawAnswer, 'status' | 'headers' | 'body'> {
  const last = text.replace(/^(HTTP\/1\.1 100 [^\r]*\r\n\r\n)+/, '');
  const [head = '', ...rest] = last.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1];
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = rest.join('\r\n\r\n');
  const isChunked = headers['transfer-encoding'] === 'chunked';
  return { status: status === undefined ? null : Number(status), headers, body: isChunked ? dechunked(body) : body };
}

function dechunked(body: string): string {
  let text = '';
  let rest = body;
  for (;;) {
    const end = rest.indexOf('\r\n');
    const length = parseInt(rest.slice(0, end), 16);
    if (end === -1 || !(length > 0)) return text;
    text += rest.slice(end + 2, end + 2 + length);
    rest = rest.slice(end + 4 + length);
  }
}
