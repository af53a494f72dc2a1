import { AppError } from '../../common/app-error.js';
import type { Queryable } from './connection.js';
import { sendAtOnce } from './database-ref.js';
import { grantText, settingText } from './database-properties-compare.js';
import {
  type DatabaseGrant,
  type DatabaseProperties,
  type DatabaseSetting,
  readDatabaseProperties,
  serverVersion,
} from './database-properties.js';
import {
  commentStatement,
  resetSettingStatement,
  securityLabelStatement,
  settingStatements,
} from './database-properties-statements.js';

/** What our role may not carry over: known before anything is written; a blocker, or left out on purpose (`noOwner`). */
export type UnappliableProperty =
  | { kind: 'owner' | 'tablespace' | 'text'; text: string; hint: string }
  | { kind: 'setting'; setting: DatabaseSetting; text: string; hint: string }
  | { kind: 'grant'; grant: DatabaseGrant; text: string; hint: string };

/**
 * Gives the database `name` the settings, the comment and the security labels of `properties`, and takes away those
 * it has beyond them. Idempotent. From any database of the cluster, in one transaction; what is in the encoding of the
 * database itself (`ownEncoding`) from a session of it, in another. After the restore, before the migrations. The rest
 * is set by CREATE DATABASE (createSideDatabase) and in the swap's own message (swapDatabases).
 * @throws the server's error, nothing of that transaction being changed, if our role may not
 */
export async function applyDatabaseProperties(
  db: Queryable,
  name: string,
  properties: DatabaseProperties,
  leaveOut: readonly UnappliableProperty[] = [],
  inItself?: (work: SessionWork) => Promise<void>,
): Promise<void> {
  const actual = await readDatabaseProperties(db, { name });
  const wanted = withoutUnappliable(properties, leaveOut);
  const isIn = (list: DatabaseSetting[], setting: DatabaseSetting): boolean =>
    list.some((entry) => entry.role === setting.role && entry.name === setting.name);
  const [unreadable] = unreadableTexts(wanted);
  if (unreadable) throw new AppError('CONFLICT', `It cannot be carried over: ${unreadable.text}.`, unreadable);
  const own = new Set([...(actual.ownEncoding ?? []), ...(wanted.ownEncoding ?? [])]);
  const statements: string[] = [];
  const ownStatements: string[] = [];
  const add = (texts: readonly (string | null)[], ...more: string[]): void => {
    (texts.some((text) => text !== null && own.has(text)) ? ownStatements : statements).push(...more);
  };
  for (const setting of actual.settings) {
    if (!isIn(wanted.settings, setting)) add([setting.role], resetSettingStatement(name, setting));
  }
  for (const setting of wanted.settings) add([setting.role, setting.value], ...settingStatements(name, setting));
  for (const { provider } of actual.securityLabels) add([], securityLabelStatement(name, provider, null));
  for (const { provider, label } of wanted.securityLabels) {
    add([label], securityLabelStatement(name, provider, label));
  }
  if (actual.comment !== wanted.comment) add([wanted.comment], commentStatement(name, wanted.comment));
  if (statements.length > 0) await sendAtOnce(db, statements);
  if (ownStatements.length === 0) return;
  if (inItself === undefined) throw new Error(`Only a session of "${name}" can write its texts in its own encoding.`);
  await inItself((session) => sendAtOnce(session, ownStatements));
}

type SessionWork = (session: Queryable) => Promise<void>;

/** The properties without those entries; `owner` and `tablespace` cannot be left out, only be blockers. */
export function withoutUnappliable(
  properties: DatabaseProperties,
  leaveOut: readonly UnappliableProperty[],
): DatabaseProperties {
  const isLeftOut = (kind: 'setting' | 'grant', text: string): boolean =>
    leaveOut.some((entry) => entry.kind === kind && entry.text === text);
  return {
    ...properties,
    settings: properties.settings.filter((setting) => !isLeftOut('setting', settingText(setting))),
    grants: properties.grants.filter((grant) => !isLeftOut('grant', grantText(grant))),
  };
}

/**
 * What the role of this session could not give a new database; for a superuser, only what nobody could. Writes nothing.
 */
export async function propertiesWeCannotApply(
  db: Queryable,
  properties: DatabaseProperties,
): Promise<UnappliableProperty[]> {
  const version = await serverVersion(db);
  const { rows } = await db.query<Rights>(
    `SELECT rolsuper AS "isSuperuser",
       pg_catalog.pg_has_role(rolname, $1, '${version >= 160000 ? 'SET' : 'MEMBER'}') AS "canGiveToOwner",
       pg_catalog.pg_has_role(rolname, $1, 'USAGE') AS "actsAsOwner",
       pg_catalog.has_tablespace_privilege($2, 'CREATE') OR $2 = (
         SELECT t.spcname FROM pg_catalog.pg_tablespace t JOIN pg_catalog.pg_database d ON d.dattablespace = t.oid
         WHERE d.datname = 'template0') AS "canUseTablespace"
     FROM pg_catalog.pg_roles WHERE rolname = current_user`,
    [properties.owner, properties.tablespace],
  );
  const rights = rows[0];
  const result = unreadableTexts(properties);
  if (!rights || rights.isSuperuser) return result;

  if (!rights.canGiveToOwner || !rights.actsAsOwner) {
    const hint = `Make the role of the source a member of "${properties.owner}".`;
    result.push({ kind: 'owner', text: `owner "${properties.owner}"`, hint });
  }
  if (!rights.canUseTablespace) {
    const hint = `Grant the role of the source CREATE on tablespace "${properties.tablespace}".`;
    result.push({ kind: 'tablespace', text: `tablespace "${properties.tablespace}"`, hint });
  }
  return [...result, ...(await settings(db, properties, version)), ...(await grants(db, properties, version))];
}

/** Written again, they would be other texts. Their words are not told: a setting may be a secret. */
function unreadableTexts({ encoding, ownEncoding = [] }: DatabaseProperties): UnappliableProperty[] {
  if (!ownEncoding.some((text) => text.includes('\uFFFD'))) return [];
  const text = `a comment, a setting or a name in bytes that are neither UTF-8 nor ${encoding}`;
  return [{ kind: 'text', text, hint: 'Write it anew in a session of that database, or take it away.' }];
}

interface Rights {
  isSuperuser: boolean;
  canGiveToOwner: boolean;
  actsAsOwner: boolean;
  canUseTablespace: boolean;
}

/**
 * A parameter that pg_settings does not show us is a superuser's, or of an extension that is not loaded: both are
 * refused to anyone without SET on it (15 and later). A role's setting needs the role itself or the right to alter it.
 */
async function settings(
  db: Queryable,
  properties: DatabaseProperties,
  version: number,
): Promise<UnappliableProperty[]> {
  const setGranted = version >= 150000 ? `pg_catalog.has_parameter_privilege(s.name, 'SET')` : 'false';
  const mayAlterRole = version >= 160000 ? `pg_catalog.pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION')` : 'true';
  const { rows } = await db.query<{ maySet: boolean; mayAlterRole: boolean }>(
    `SELECT coalesce(p.context IN ('user', 'backend'), false) OR ${setGranted} AS "maySet",
       s.role IS NULL OR s.role = current_user OR coalesce(
         NOT r.rolsuper AND (SELECT me.rolcreaterole FROM pg_catalog.pg_roles me WHERE me.rolname = current_user)
           AND ${mayAlterRole}, false) AS "mayAlterRole"
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS s(name, role, position)
     LEFT JOIN pg_catalog.pg_settings p ON lower(p.name) = lower(s.name)
     LEFT JOIN pg_catalog.pg_roles r ON r.rolname = s.role
     ORDER BY s.position`,
    [properties.settings.map(({ name }) => name), properties.settings.map(({ role }) => role)],
  );
  return properties.settings.flatMap((setting, index): UnappliableProperty[] => {
    const row = rows[index];
    if (row?.maySet && row.mayAlterRole) return [];
    const hint = row?.maySet
      ? `Only a superuser, or a role that may alter "${setting.role ?? ''}", can copy it.`
      : `Only a superuser${version >= 150000 ? `, or a role with SET on parameter ${setting.name},` : ''} can copy it.`;
    return [{ kind: 'setting', setting, text: settingText(setting), hint }];
  });
}

/** A grant by another than the owner is made as that role; one who has the owner's rights would be recorded as owner. */
async function grants(db: Queryable, properties: DatabaseProperties, version: number): Promise<UnappliableProperty[]> {
  const grantors = [...new Set(properties.grants.map(({ grantor }) => grantor))].filter((g) => g !== properties.owner);
  const { rows } = await db.query<{ grantor: string }>(
    `SELECT g.grantor FROM unnest($1::text[]) AS g(grantor)
     WHERE NOT pg_catalog.pg_has_role(g.grantor::name, '${version >= 160000 ? 'SET' : 'MEMBER'}')`,
    [grantors],
  );
  const unreachable = new Set(rows.map(({ grantor }) => grantor));
  return properties.grants
    .filter(({ grantor }) => unreachable.has(grantor))
    .map((grant) => ({
      kind: 'grant',
      grant,
      text: grantText(grant),
      hint: `Make the role of the source a member of "${grant.grantor}", who granted it.`,
    }));
}
