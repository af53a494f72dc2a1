import { once } from 'node:events';
import { createServer, type Server, Socket } from 'node:net';

/** Looks at what one connection carries. Bytes it does not answer are held back or gone. */
export interface Inspector {
  fromClient(chunk: Buffer): Promise<Buffer[]>;
  fromServer(chunk: Buffer): Promise<Buffer[]>;
}

interface Pair {
  client: Socket;
  server: Socket;
  /** Nothing more is ever said on it, in either direction; the client is not told. */
  isSilent: boolean;
}

/**
 * A server's port as a network would bring it: it can be cut off (connections end, new ones are refused), frozen
 * (nothing moves, and all of it arrives later), or struck dumb (what is connected never hears anything again; new
 * connections work), which is what a firewall that has forgotten a connection does.
 */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private gate: Promise<void> = Promise.resolve();
  private open: () => void = () => undefined;
  private isCut = false;

  private constructor(
    private readonly listener: Server,
    private readonly upstream: () => { host: string; port: number },
    private readonly inspector: (() => Inspector) | undefined,
  ) {
    listener.on('connection', (client) => void this.accept(client));
  }

  /** @param upstream asked anew for each connection: a server may come back on another port. */
  static async start(upstream: () => { host: string; port: number }, inspector?: () => Inspector): Promise<TcpProxy> {
    const listener = createServer({ noDelay: true, allowHalfOpen: true });
    const proxy = new TcpProxy(listener, upstream, inspector);
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return proxy;
  }

  get port(): number {
    const address = this.listener.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy does not listen.');
    return address.port;
  }

  cut(): void {
    this.isCut = true;
    for (const { client, server } of this.pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
  }

  freeze(): void {
    this.gate = new Promise((resolve) => (this.open = resolve));
  }

  strikeDumb(): void {
    for (const pair of this.pairs) {
      pair.isSilent = true;
      pair.server.destroy();
    }
  }

  /** Undoes `cut` and `freeze`. Who was struck dumb stays so. */
  mend(): void {
    this.isCut = false;
    this.open();
  }

  async close(): Promise<void> {
    this.mend();
    for (const { client, server } of this.pairs) {
      client.destroy();
      server.destroy();
    }
    this.listener.close();
    await once(this.listener, 'close');
  }

  private async accept(client: Socket): Promise<void> {
    client.on('error', () => undefined);
    if (this.isCut) {
      client.resetAndDestroy();
      return;
    }
    await this.gate;
    const server = new Socket().setNoDelay(true);
    server.on('error', () => undefined);
    server.connect(this.upstream());
    const pair: Pair = { client, server, isSilent: false };
    this.pairs.add(pair);
    const inspector = this.inspector?.();
    const pumps = [
      this.pump(pair, client, server, inspector?.fromClient.bind(inspector)),
      this.pump(pair, server, client, inspector?.fromServer.bind(inspector)),
    ];
    await Promise.all(pumps);
    if (!pair.isSilent) this.pairs.delete(pair);
  }

  /** What arrives on one side goes out on the other, and so does its end. */
  private async pump(
    pair: Pair,
    from: Socket,
    to: Socket,
    inspect: ((chunk: Buffer) => Promise<Buffer[]>) | undefined,
  ): Promise<void> {
    try {
      // Who says nothing more does not hang up either.
      for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        await this.gate;
        const pieces = inspect === undefined ? [chunk] : await inspect(chunk);
        if (pair.isSilent) continue;
        for (const piece of pieces) if (!to.write(piece)) await drained(to);
      }
    } catch {
      // Reset by its peer; the other side is told below as a network would.
    }
    if (!pair.isSilent) to.destroy();
  }
}

async function drained(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
    if (socket.destroyed) done();
  });
}
