import type { Queryable } from './connection.js';
import { quoteIdentifier, quoteLiteral } from './quoting.js';
import { isConnectionLoss } from './postgres-error.js';

export interface ExtensionVersion {
  name: string;
  version: string;
  schema: string;
}

export interface ExtensionsAtVersion {
  created: ExtensionVersion[];
  /** For people: which extension will come in another version, and why. */
  warnings: string[];
}

/** The extensions of the database that `db` is connected to. A dump keeps their names, never their versions. */
export async function readExtensionVersions(db: Queryable): Promise<ExtensionVersion[]> {
  const { rows } = await db.query<ExtensionVersion>(`
    SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace ORDER BY 1`);
  return rows;
}

/**
 * In the empty side database, before pg_restore (whose CREATE EXTENSION IF NOT EXISTS then finds them): makes those
 * extensions whose version would otherwise be another. Those of the default version are left to pg_restore. One in a
 * schema that is only made by the dump cannot come first, since pg_restore's CREATE SCHEMA would then fail: a warning.
 * Idempotent.
 */
export async function createExtensionsAt(
  side: Queryable,
  wanted: readonly ExtensionVersion[],
): Promise<ExtensionsAtVersion> {
  const result: ExtensionsAtVersion = { created: [], warnings: [] };
  const { rows } = await side.query<Availability>(AVAILABILITY, [
    wanted.map(({ name }) => name),
    wanted.map(({ version }) => version),
    wanted.map(({ schema }) => schema),
  ]);
  for (const { position, isInstalled, hasVersion, hasSchema, defaultVersion } of rows) {
    const extension = wanted[position - 1];
    // Of a dump that somebody uploaded no version is known: it comes as the server has it.
    if (!extension || isInstalled || extension.version === '' || defaultVersion === extension.version) continue;
    const instead = defaultVersion === null ? 'and the server has none' : `it will be ${defaultVersion}`;
    const warn = (reason: string): void => {
      result.warnings.push(`Extension ${extension.name} was ${extension.version}, ${instead}: ${reason}.`);
    };
    if (!hasVersion) warn('the server does not offer that version');
    else if (!hasSchema) warn(`its schema "${extension.schema}" is made by the restore itself`);
    else {
      const failure = await create(side, extension);
      if (failure === null) result.created.push(extension);
      else warn(failure);
    }
  }
  return result;
}

interface Availability {
  position: number;
  isInstalled: boolean;
  hasVersion: boolean;
  hasSchema: boolean;
  defaultVersion: string | null;
}

/** Those that require nothing come first; where that order does not do, the failure is one of the warnings. */
const AVAILABILITY = `
  SELECT w.position::int AS position, e.oid IS NOT NULL AS "isInstalled", v.name IS NOT NULL AS "hasVersion",
    n.oid IS NOT NULL AS "hasSchema", a.default_version AS "defaultVersion"
  FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS w(name, version, schema, position)
  LEFT JOIN pg_catalog.pg_extension e ON e.extname = w.name
  LEFT JOIN pg_catalog.pg_available_extensions a ON a.name = w.name
  LEFT JOIN pg_catalog.pg_available_extension_versions v ON v.name = w.name AND v.version = w.version
  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
  ORDER BY coalesce(cardinality(v.requires), 0), w.position`;

async function create(side: Queryable, { name, version, schema }: ExtensionVersion): Promise<string | null> {
  const statement = `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)}`;
  try {
    await side.query(`${statement} SCHEMA ${quoteIdentifier(schema)} VERSION ${quoteLiteral(version)}`);
    return null;
  } catch (error) {
    if (!(error instanceof Error) || isConnectionLoss(error)) throw error;
    return error.message;
  }
}
