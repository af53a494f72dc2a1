import type { DatabaseGrant, DatabaseProperties, DatabaseSetting } from './database-properties.js';

/** What the swap itself sets, in its one message; before it they differ on purpose. */
export type ComparedWhen = 'before_swap' | 'after_swap';

/**
 * What `actual` has otherwise than `wanted`, for people; empty when equal. Name and OID are not compared. With
 * `before_swap` neither are access list, connection limit and template flag.
 */
export function compareDatabaseProperties(
  wanted: DatabaseProperties,
  actual: DatabaseProperties,
  when: ComparedWhen,
): string[] {
  return [
    ...differences(PLAIN, wanted, actual),
    ...(when === 'after_swap' ? differences(AT_SWAP, wanted, actual) : []),
    ...sets('setting', wanted.settings.map(settingText), actual.settings.map(settingText)),
    ...sets('security label', wanted.securityLabels.map(labelText), actual.securityLabels.map(labelText)),
    ...(when === 'after_swap' ? sets('grant', wanted.grants.map(grantText), actual.grants.map(grantText)) : []),
  ];
}

export function settingText({ role, name, value }: DatabaseSetting): string {
  return `${name} = ${JSON.stringify(value)}${role === null ? '' : ` of role "${role}"`}`;
}

export function grantText({ grantor, grantee, privilege, isGrantable }: DatabaseGrant): string {
  const to = grantee === null ? 'PUBLIC' : `"${grantee}"`;
  return `${privilege} to ${to} by "${grantor}"${isGrantable ? ' with grant option' : ''}`;
}

type Simple =
  | 'owner'
  | 'encoding'
  | 'collate'
  | 'ctype'
  | 'provider'
  | 'locale'
  | 'icuRules'
  | 'tablespace'
  | 'comment';
type AtSwap = 'connectionLimit' | 'isTemplate';

const PLAIN: readonly (readonly [Simple, string])[] = [
  ['owner', 'owner'],
  ['encoding', 'encoding'],
  ['collate', 'collation'],
  ['ctype', 'character classification'],
  ['provider', 'locale provider'],
  ['locale', 'locale'],
  ['icuRules', 'ICU rules'],
  ['tablespace', 'tablespace'],
  ['comment', 'comment'],
];

const AT_SWAP: readonly (readonly [AtSwap, string])[] = [
  ['connectionLimit', 'connection limit'],
  ['isTemplate', 'template flag'],
];

function differences(
  keys: readonly (readonly [Simple | AtSwap, string])[],
  wanted: DatabaseProperties,
  actual: DatabaseProperties,
): string[] {
  return keys
    .filter(([key]) => wanted[key] !== actual[key])
    .map(([key, title]) => `${title}: wanted ${JSON.stringify(wanted[key])}, found ${JSON.stringify(actual[key])}`);
}

function sets(title: string, wanted: string[], actual: string[]): string[] {
  return [
    ...wanted.filter((entry) => !actual.includes(entry)).map((entry) => `${title} missing: ${entry}`),
    ...actual.filter((entry) => !wanted.includes(entry)).map((entry) => `${title} too many: ${entry}`),
  ];
}

function labelText({ provider, label }: { provider: string; label: string }): string {
  return `${provider}: ${JSON.stringify(label)}`;
}
