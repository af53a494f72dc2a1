import type { EntityManager } from 'typeorm';

/** The server, as initdb named it (its standbys share the name), and the database's number on it. */
const IDENTITY = `SELECT s.system_identifier || '/' || d.oid AS identity
                    FROM pg_control_system() s, pg_database d WHERE d.datname = current_database()`;

/**
 * Whether the rows were written by a database other than this one: they came by a dump, by whatever hand, and are as
 * old as it. From now on this database is their home. A promoted standby is none, for it is the same to the last row.
 */
export async function moveIn(manager: EntityManager): Promise<boolean> {
  const [here] = await manager.query<{ identity: string }[]>(IDENTITY);
  const [home] = await manager.query<{ identity: string }[]>('SELECT identity FROM control_home');
  if (here === undefined) throw new Error('PostgreSQL does not tell which database this is.');
  if (home?.identity === here.identity) return false;
  await manager.query(
    `INSERT INTO control_home ("isOnly", identity) VALUES (true, $1)
     ON CONFLICT ("isOnly") DO UPDATE SET identity = EXCLUDED.identity`,
    [here.identity],
  );
  return home !== undefined;
}
