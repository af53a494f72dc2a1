import { connect } from 'node:net';

const CANCEL_REQUEST = 80877102; // 1234 << 16 | 5678: "Message Formats" in PostgreSQL's manual

/**
 * Asks the server, over a connection of its own, to stop what a session is running. Like libpq before 17 it is sent
 * in clear, which the server takes whatever pg_hba.conf says: it holds no secret that outlives the session.
 * Resolves when the request was taken or could not be sent; the protocol has no answer.
 */
export function sendCancelRequest(
  { host, port }: { host: string; port: number },
  processId: number,
  secretKey: number,
): Promise<void> {
  const request = Buffer.alloc(16);
  request.writeInt32BE(request.length, 0);
  request.writeInt32BE(CANCEL_REQUEST, 4);
  request.writeInt32BE(processId, 8);
  request.writeInt32BE(secretKey, 12);
  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      resolve();
    });
    socket.end(request);
    socket.resume();
  });
}
