import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Wire {
  readonly url: string;
  /** What carries a stream now carries nothing any more, and nobody is told. What else is open, or comes later, works. */
  freezeStreams(): void;
  stop(): void;
}

interface Connection {
  near: Socket;
  far: Socket;
  isStream: boolean;
}

/** A way to a server on this machine that can fail as real ones do: without a word. */
export async function startWire(to: string): Promise<Wire> {
  const { hostname, port } = new URL(to);
  const open = new Set<Connection>();
  const server = createServer((near) => {
    const connection = { near, far: connect(Number(port), hostname), isStream: false };
    const { far } = connection;
    open.add(connection);
    near.on('data', (request: Buffer) => {
      connection.isStream = request.includes('/events');
    });
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', () => end.destroy());
    near.on('close', () => {
      open.delete(connection);
      far.destroy();
    });
    far.on('close', () => near.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    freezeStreams() {
      for (const { far, isStream } of open) if (isStream) far.unpipe().pause();
    },
    stop() {
      for (const { near } of open) near.destroy();
      server.close();
    },
  };
}
