import { readExtensions } from '../extensions.js';
import type { Queryable } from '../connection.js';
import { quoteIdentifier as id, quoteLiteral as literal } from '../quoting.js';
import { liveObjectsQuery, readLiveObjects } from './live-objects.js';

/** What makes a database as empty as a new one, but for the extensions that stay. For one transaction. */
export interface Emptying {
  /** Tables whose rows nobody may change from the safety backup on; quoted, with their schemas. */
  tables: string[];
  statements: string[];
  /** Schemas that stay, `public` among them. */
  schemas: string[];
  /** Prints the name of whatever is left; empty when it worked. */
  whatIsLeft: string;
}

/** Reads only. The session's search_path must be pg_catalog. */
export async function planEmptying(
  live: Queryable,
  options: { keptExtensions: readonly string[]; schemaOwners: ReadonlyMap<string, string> },
): Promise<Emptying> {
  const { keptExtensions } = options;
  const objects = await readLiveObjects(live, keptExtensions);
  const extensions = (await readExtensions(live)).filter(({ name }) => keptExtensions.includes(name));
  const list = `ARRAY[${keptExtensions.map(literal).join(', ')}]::text[]`;
  const dropped = new Set(objects.filter(({ desc }) => desc === 'SCHEMA').map(({ tag }) => tag));
  const schemas = (await readSchemas(live)).filter(({ name }) => !dropped.has(name));
  return {
    tables: await readTables(live),
    statements: [
      ...objects.flatMap(({ drop }) => (drop === null ? [] : [drop])),
      'SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata',
      ...(await readDefaultPrivileges(live))
        .filter(({ schema }) => schema === null || !dropped.has(schema))
        .flatMap(forgetDefaults),
      ...schemas.flatMap((schema) => resetSchema(schema, options.schemaOwners.get(schema.name) ?? null)),
      ...extensions.flatMap(({ configTables }) =>
        configTables.map(({ name, condition }) => `DELETE FROM ${name} ${condition ?? ''}`),
      ),
    ],
    schemas: schemas.map(({ name }) => name),
    whatIsLeft: `SELECT pg_catalog.to_json(name) FROM (${liveObjectsQuery(list)}) AS left_behind`,
  };
}

/** Partitioned ones too; extensions' as well, whose configuration is replaced. */
async function readTables(live: Queryable): Promise<string[]> {
  const { rows } = await live.query<{ name: string }>(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

interface Privileges {
  grantee: string | null;
  privilege: string;
  isGrantable: boolean;
}

interface SchemaState {
  name: string;
  owner: string;
  isPublic: boolean;
  /** What `public` is given by initdb; of any other schema its own. */
  firstOwner: string;
  comment: string | null;
  privileges: Privileges[];
  /** null: those of a new schema. */
  firstPrivileges: Privileges[] | null;
  isOfExtension: boolean;
}

async function readSchemas(live: Queryable): Promise<SchemaState[]> {
  const { rows } = await live.query<SchemaState>(`
    SELECT n.nspname::text AS name, pg_get_userbyid(n.nspowner)::text AS owner, n.nspname = 'public' AS "isPublic",
      CASE WHEN n.nspname <> 'public' THEN pg_get_userbyid(n.nspowner)
           WHEN current_setting('server_version_num')::int >= 150000 THEN 'pg_database_owner'
           ELSE pg_get_userbyid(10) END::text AS "firstOwner",
      obj_description(n.oid, 'pg_namespace') AS comment,
      ${PRIVILEGES('n.nspacl')} AS privileges,
      CASE WHEN i.initprivs IS NOT NULL THEN ${PRIVILEGES('i.initprivs')} END AS "firstPrivileges",
      EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
        AS "isOfExtension"
    FROM pg_namespace n
    LEFT JOIN pg_init_privs i ON i.objoid = n.oid AND i.classoid = 'pg_namespace'::regclass AND i.objsubid = 0
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' ORDER BY 1`);
  return rows;
}

function PRIVILEGES(acl: string): string {
  return `(SELECT coalesce(json_agg(json_build_object(
      'grantee', CASE a.grantee WHEN 0 THEN NULL ELSE pg_get_userbyid(a.grantee) END,
      'privilege', a.privilege_type, 'isGrantable', a.is_grantable) ORDER BY a.grantee, a.privilege_type), '[]')
    FROM aclexplode(${acl}) a)`;
}

/** Owner, comment and access list as in a new database: the archive holds only what differs from those. */
function resetSchema(schema: SchemaState, ownerInArchive: string | null): string[] {
  if (schema.isOfExtension) return [];
  const name = id(schema.name);
  const owner = ownerInArchive ?? schema.firstOwner;
  const statements: string[] = [];
  if (owner !== schema.owner) statements.push(`ALTER SCHEMA ${name} OWNER TO ${id(owner)}`);
  const comment = schema.isPublic ? 'standard public schema' : null;
  if (schema.comment !== comment)
    statements.push(`COMMENT ON SCHEMA ${name} IS ${comment === null ? 'NULL' : literal(comment)}`);
  const first = schema.isPublic ? schema.firstPrivileges : null;
  if (JSON.stringify(schema.privileges) === JSON.stringify(first ?? [])) return statements;
  const grantees = new Set([...schema.privileges.map(({ grantee }) => grantee), owner]);
  return [
    ...statements,
    ...[...grantees].map((grantee) => `REVOKE ALL ON SCHEMA ${name} FROM ${role(grantee)} CASCADE`),
    `GRANT ALL ON SCHEMA ${name} TO ${id(owner)}`,
    ...(first ?? [])
      .filter(({ grantee }) => grantee !== schema.firstOwner)
      .map(({ grantee, privilege }) => `GRANT ${privilege} ON SCHEMA ${name} TO ${role(grantee)}`),
  ];
}

interface DefaultPrivileges {
  owner: string;
  schema: string | null;
  objects: string;
  grantees: (string | null)[];
}

async function readDefaultPrivileges(live: Queryable): Promise<DefaultPrivileges[]> {
  const { rows } = await live.query<DefaultPrivileges>(`
    SELECT pg_get_userbyid(d.defaclrole)::text AS owner, n.nspname::text AS schema,
      CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS'
                           WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' ELSE 'LARGE OBJECTS' END AS objects,
      (SELECT coalesce(json_agg(DISTINCT CASE a.grantee WHEN 0 THEN NULL ELSE pg_get_userbyid(a.grantee) END), '[]')
         FROM aclexplode(d.defaclacl) a) AS grantees
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace ORDER BY d.oid`);
  return rows;
}

/** Otherwise they would apply to everything that the restore makes. */
function forgetDefaults({ owner, schema, objects, grantees }: DefaultPrivileges): string[] {
  const start = `ALTER DEFAULT PRIVILEGES FOR ROLE ${id(owner)}${schema === null ? '' : ` IN SCHEMA ${id(schema)}`}`;
  const revoked = [...new Set([...grantees, ...(schema === null ? [owner] : [])])].map(
    (grantee) => `${start} REVOKE ALL ON ${objects} FROM ${role(grantee)}`,
  );
  if (schema !== null) return revoked;
  // Of the whole database they say all there is, built-in ones included: those come back.
  const builtIn = objects === 'FUNCTIONS' || objects === 'TYPES' ? [`${start} GRANT ALL ON ${objects} TO PUBLIC`] : [];
  return [...revoked, `${start} GRANT ALL ON ${objects} TO ${id(owner)}`, ...builtIn];
}

function role(name: string | null): string {
  return name === null ? 'PUBLIC' : id(name);
}
