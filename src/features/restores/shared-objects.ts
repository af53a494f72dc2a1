import type { Queryable } from '../../platform/postgres/connection.js';
import { readDatabaseProperties, type DatabaseProperties } from '../../platform/postgres/database-properties.js';
import { compareDatabaseProperties } from '../../platform/postgres/database-properties-compare.js';
import { isScratchName } from '../../platform/postgres/scratch-database.js';

/** What migrations can reach outside of the database they run in, and a dropped side database does not take back. */
export interface OutsideState {
  roles: string[];
  databases: string[];
  /** null where there is none. */
  live: DatabaseProperties | null;
}

export async function readOutside(admin: Queryable, liveName: string): Promise<OutsideState> {
  const { rows: roles } = await admin.query<{ name: string }>('SELECT rolname AS name FROM pg_roles ORDER BY 1');
  const { rows: databases } = await admin.query<{ name: string }>('SELECT datname AS name FROM pg_database ORDER BY 1');
  return {
    roles: roles.map((row) => row.name),
    databases: databases.map((row) => row.name),
    live: databases.some(({ name }) => name === liveName)
      ? await readDatabaseProperties(admin, { name: liveName })
      : null,
  };
}

/** One sentence per change, for a person. Pure. */
export function outsideChanges(before: OutsideState, after: OutsideState): string[] {
  return [
    ...changes('role', before.roles, after.roles),
    ...changes('database', notScratch(before.databases), notScratch(after.databases)),
    ...propertyChanges(before.live, after.live).map(
      (difference) => `While the migrations ran, a property of the live database changed: ${difference}.`,
    ),
  ];
}

/** Other checks make and drop theirs all the time. */
function notScratch(databases: readonly string[]): string[] {
  return databases.filter((name) => !isScratchName(name));
}

/** Where the live database came or went, that is said of the databases already. */
function propertyChanges(before: DatabaseProperties | null, after: DatabaseProperties | null): string[] {
  return before === null || after === null ? [] : compareDatabaseProperties(before, after, 'after_swap');
}

function changes(noun: string, before: readonly string[], after: readonly string[]): string[] {
  return [
    ...after
      .filter((name) => !before.includes(name))
      .map((name) => `While the migrations ran, the ${noun} "${name}" appeared; undoing does not take it back.`),
    ...before
      .filter((name) => !after.includes(name))
      .map((name) => `While the migrations ran, the ${noun} "${name}" disappeared.`),
  ];
}
