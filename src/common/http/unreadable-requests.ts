import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../app-error.js';
import { toProblem } from './problem.js';

interface AnsweredSocket extends Socket {
  /** The answer that is being sent on it, as Node keeps it. */
  _httpMessage?: { headersSent: boolean } | null;
}

/** Bytes that are no HTTP request never come to a route; what is wrong with them is said as everywhere, by a problem. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: AnsweredSocket): void {
  if (!socket.writable || socket._httpMessage?.headersSent === true) {
    socket.destroy();
    return;
  }
  const problem = toProblem(problemOf(error.code), { instance: '', requestId: uuidV7() });
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** `Expect` may ask for 100-continue; Node answers whatever else it asks for with a bare 417. */
export function refuseExpectation({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const error = new AppError('INVALID_PARAMETER', 'The header Expect asks for what is not known here.', {
    hint: 'Leave it out.',
  });
  const problem = toProblem(error, { instance: url.split('?', 1)[0] ?? '', requestId: uuidV7() });
  response.writeHead(problem.status, {
    'Content-Type': PROBLEM_TYPE,
    Connection: 'close',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(problem));
}

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

function problemOf(code: string | undefined): AppError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new AppError('PAYLOAD_TOO_LARGE', 'The address and the headers are larger than is taken.', {
      hint: 'Together they may have 16 kB.',
    });
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return notInTime();
  return new AppError('INVALID_PARAMETER', 'The request is not HTTP as it should be.');
}

/** Of its head, or of its body. */
export function notInTime(): AppError {
  return new AppError('INVALID_PARAMETER', 'The request did not arrive in time.', {
    hint: 'A head has 20 s, a body of JSON a minute. Send it again.',
  });
}
