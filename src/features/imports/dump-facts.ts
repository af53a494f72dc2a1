import { storableText } from '../../common/storable.js';
import type { ParsedToc } from '../../platform/postgres/archive/recode-archive.js';
import { renameRoles, rolesGrantedBy } from '../../platform/postgres/archive/role-mentions.js';
import { sqlTokens } from '../../platform/postgres/archive/sql-tokens.js';
import type { TocEntry } from '../../platform/postgres/archive/toc.js';
import { encodingOf } from '../../platform/postgres/archive/archive-encoding.js';
import type { BackupExtension, BackupRoles } from '../backups/backup.entity.js';
import type { Manifest } from '../backups/manifest.js';

/** What a table of contents tells of the database that was dumped; nothing of it is more than somebody's word. */
export interface DumpFacts {
  database: string;
  server: string;
  pgDump: string;
  /** The least major of pg_restore that reads it. */
  archiveMajor: number;
  properties: Manifest['database']['properties'];
  /** Their versions are not in a dump: ''. */
  extensions: BackupExtension[];
  roles: BackupRoles;
  tablespaces: string[];
}

export function dumpFactsOf({ header, toc }: ParsedToc): DumpFacts {
  const pgDump = versionOf(header.dumpVersion);
  const leastMajor = LEAST_MAJOR[header.formatVersion] ?? 0;
  const created = toc.find(({ desc }) => desc === 'DATABASE');
  const database = nameOf(header.databaseName ?? created?.tag ?? '');
  return {
    database,
    server: versionOf(header.serverVersion) ?? 'unknown',
    pgDump: pgDump ?? String(leastMajor),
    archiveMajor: Math.max(leastMajor, Number.parseInt(pgDump ?? '0', 10)),
    properties: propertiesOf(database, created, toc),
    extensions: toc
      .filter(({ desc }) => desc === 'EXTENSION')
      .map(({ tag, definition }) => ({ name: tag, version: '', schema: schemaOfExtension(definition) })),
    roles: { owners: distinct(toc, ({ owner }) => owner), grantees: rolesNamed(toc), grantors: rolesGrantedBy(toc) },
    tablespaces: distinct(toc, ({ tablespace }) => tablespace ?? ''),
  };
}

/** Which release of PostgreSQL began to write each version of the archive format. */
const LEAST_MAJOR: Partial<Record<string, number>> = { '1.13': 11, '1.14': 12, '1.15': 16, '1.16': 17 };

function versionOf(text: string | null): string | null {
  return /^\d{1,3}(\.\d{1,3}){0,2}(?:(?:devel|beta\d+|rc\d+)?)/.exec(text ?? '')?.[0] ?? null;
}

/** For people and for a record: what a name of PostgreSQL can be. */
function nameOf(text: string): string {
  const name = storableText(text.replaceAll(/\p{Cc}/gu, ' '))
    .slice(0, 63)
    .trim();
  return name === '' ? 'uploaded' : name;
}

function distinct(toc: readonly TocEntry[], nameIn: (entry: TocEntry) => string): string[] {
  return [...new Set(toc.map(nameIn))].filter((name) => name !== '').sort();
}

function rolesNamed(toc: readonly TocEntry[]): string[] {
  const roles = new Set<string>();
  for (const { desc, definition } of toc) {
    if (definition === null || desc === 'FUNCTION' || desc === 'PROCEDURE') continue;
    renameRoles({ desc, definition }, (role) => {
      roles.add(role);
      return undefined;
    });
  }
  return [...roles].sort();
}

/** `CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public;` */
function schemaOfExtension(definition: string | null): string {
  const tokens = [...sqlTokens(definition ?? '')];
  const at = tokens.findIndex(({ kind, value }) => kind === 'word' && value.toUpperCase() === 'SCHEMA');
  return at === -1 ? 'public' : (tokens[at + 1]?.value ?? 'public');
}

/** `CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'C.UTF-8';` */
function propertiesOf(
  name: string,
  created: TocEntry | undefined,
  toc: readonly TocEntry[],
): Manifest['database']['properties'] {
  const options = optionsOf(created?.definition ?? '');
  const encoding =
    options.get('ENCODING') ?? encodingOf(toc.find(({ desc }) => desc === 'ENCODING')?.definition ?? null);
  const locale = options.get('LOCALE') ?? 'C';
  const provider = options.get('LOCALE_PROVIDER')?.toLowerCase();
  const isOther = provider === 'icu' || provider === 'builtin';
  return {
    ...{ oid: 0, name, owner: created?.owner ?? '', encoding },
    collate: options.get('LC_COLLATE') ?? locale,
    ctype: options.get('LC_CTYPE') ?? locale,
    provider: isOther ? provider : 'libc',
    locale: isOther ? (options.get('ICU_LOCALE') ?? options.get('BUILTIN_LOCALE') ?? locale) : null,
    icuRules: options.get('ICU_RULES') ?? null,
    ...{ tablespace: 'pg_default', connectionLimit: -1, isTemplate: false, comment: null },
    ...{ securityLabels: [], grants: [] },
  };
}

function optionsOf(definition: string): Map<string, string> {
  const options = new Map<string, string>();
  const tokens = [...sqlTokens(definition)];
  for (const [index, { kind, value }] of tokens.entries()) {
    const [equals, given] = tokens.slice(index + 1);
    if (kind !== 'word' || equals?.value !== '=' || given === undefined) continue;
    options.set(value.toUpperCase(), given.value);
  }
  return options;
}
