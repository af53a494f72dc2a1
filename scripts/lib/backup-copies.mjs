import { linkSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { v7 as uuidV7 } from 'uuid';

/**
 * Makes further records of a completed backup, each with objects of its own in the store: a history that would take
 * hours to make in earnest. The objects are hard links: nothing ever writes into one that is stored.
 * @type {import('./backup-copies.d.mts').copierOf}
 */
export async function copierOf(client, storeDir, backupId) {
  const { rows } = await client.query(
    `SELECT b."manifestKey", a."storageKey" FROM backups b JOIN artifacts a ON a."backupId" = b.id WHERE b.id = $1`,
    [backupId],
  );
  const [original] = rows;
  if (original === undefined) throw new Error(`There is no stored backup ${backupId}.`);
  const copyObject = (key, id) => {
    const copied = join(`${dirname(key)}-${id}`, basename(key));
    mkdirSync(join(storeDir, dirname(copied)), { recursive: true, mode: 0o700 });
    linkSync(join(storeDir, key), join(storeDir, copied));
    return copied;
  };
  return async (changes) => {
    const id = uuidV7();
    const manifestKey = copyObject(original.manifestKey, id);
    const storageKey = copyObject(original.storageKey, id);
    await copyRow(client, 'backups', { id: backupId }, { ...changes, id, manifestKey });
    await copyRow(client, 'artifacts', { backupId }, { id: uuidV7(), backupId: id, storageKey });
    return id;
  };
}

/** @type {import('./backup-copies.d.mts').copyRow} */
export async function copyRow(client, table, which, changes) {
  const columns = await columnsOf(client, table);
  const [[key, value]] = Object.entries(which);
  const names = Object.keys(changes);
  const values = columns.map((column) => (names.includes(column) ? `$${names.indexOf(column) + 2}` : `"${column}"`));
  await client.query(
    `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')})
     SELECT ${values.join(', ')} FROM ${table} WHERE "${key}" = $1`,
    [value, ...Object.values(changes)],
  );
}

const known = new WeakMap();

/** Asked for once of each connection. */
async function columnsOf(client, table) {
  const tables = known.get(client) ?? new Map();
  known.set(client, tables);
  if (!tables.has(table)) {
    const { rows } = await client.query(
      `SELECT attname AS name FROM pg_attribute
        WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    );
    tables.set(
      table,
      rows.map(({ name }) => name),
    );
  }
  return tables.get(table);
}
