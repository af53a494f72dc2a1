import { createServer } from 'node:net';

/** A TCP port of 127.0.0.1 that was free a moment ago. @returns {Promise<number>} */
export async function freePort() {
  return (await listen(0)) ?? freePort();
}

/** @param {number} port */
export async function isPortFree(port) {
  return (await listen(port)) !== null;
}

function listen(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const found = server.address().port;
      server.close(() => resolve(found));
    });
  });
}
