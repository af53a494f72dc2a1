import pg from 'pg';

/**
 * Does something with a session of its own and ends it.
 * @template T
 * @param {object} connection as pg takes it
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(connection, work) {
  const client = new pg.Client({ ...connection, application_name: 'backstitch demo' });
  // A session ended by the server while idle must not end this process; the next query says it anyway.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
