import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { ConfigurationError } from './configuration-error.js';
import { FileReader } from './file-reader.js';
import { type OidcSettings, readOidc } from './oidc-settings.js';

/** A command that brings a database forward. Only the server's file can define one; the API names it. */
export interface MigrationRunner {
  command: string[];
  cwd: string;
  /** Values may hold {host} {port} {user} {password} {database} {url}. */
  env: Record<string, string>;
  timeoutSeconds: number;
  /** Slugs of the tenants that may use it; `*` is all. */
  tenants: string[];
}

export interface MaintenanceCommand {
  on: string[];
  off: string[];
}

/** What only whoever owns the machine may decide (api.md, "The server-side file"). Paths are absolute. */
export interface ServerFile {
  migrationRunners: Record<string, MigrationRunner>;
  codeRoots: string[];
  directoryRoots: string[];
  storageRoots: string[];
  postgresClientPaths: string[];
  allowedHosts: string[];
  deniedNetworks: string[];
  socketHosts: string[];
  /** Names and networks that notifications may be sent to although they are not public, and without TLS. */
  notificationHosts: string[];
  maintenanceCommands: Record<string, MaintenanceCommand>;
  oidc: OidcSettings | null;
}

/** No database lives there, but the metadata services of clouds do. Denied unless the file says otherwise. */
const LINK_LOCAL = ['169.254.0.0/16', 'fe80::/10'];

/** `required` when somebody named the file; the default one may be absent. Throws ConfigurationError with every fault. */
export function readServerFile(path: string, { required }: { required: boolean }): ServerFile {
  return parseServerFile(readText(path, required), path);
}

export function parseServerFile(text: string, path: string): ServerFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError([`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const reader = new FileReader(path);
  const file = readContent(reader, content);
  if (reader.problems.length > 0) throw new ConfigurationError(reader.problems);
  return file;
}

function readText(path: string, required: boolean): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' && !required) return '{}';
    throw new ConfigurationError([`BACKSTITCH_CONFIG: ${path} cannot be read (${code})`]);
  }
}

function readContent(reader: FileReader, content: unknown): ServerFile {
  const root = reader.object(content, '', [
    'migrationRunners',
    'codeRoots',
    'directoryRoots',
    'storageRoots',
    'postgresClientPaths',
    'allowedHosts',
    'deniedNetworks',
    'socketHosts',
    'notificationHosts',
    'maintenanceCommands',
    'oidc',
  ]);
  const file: ServerFile = {
    migrationRunners: reader.named(root.migrationRunners, 'migrationRunners', (value, at) =>
      readRunner(reader, value, at),
    ),
    codeRoots: reader.paths(root.codeRoots, 'codeRoots'),
    directoryRoots: reader.paths(root.directoryRoots, 'directoryRoots'),
    storageRoots: reader.paths(root.storageRoots, 'storageRoots'),
    postgresClientPaths: reader.paths(root.postgresClientPaths, 'postgresClientPaths'),
    allowedHosts: reader.texts(root.allowedHosts, 'allowedHosts', ['*']),
    deniedNetworks: reader.networks(root.deniedNetworks, 'deniedNetworks', LINK_LOCAL),
    socketHosts: reader.paths(root.socketHosts, 'socketHosts'),
    notificationHosts: reader.hosts(root.notificationHosts, 'notificationHosts'),
    maintenanceCommands: reader.named(root.maintenanceCommands, 'maintenanceCommands', (value, at) => {
      const command = reader.object(value, at, ['on', 'off']);
      return { on: reader.command(command.on, `${at}.on`), off: reader.command(command.off, `${at}.off`) };
    }),
    oidc: readOidc(reader, root.oidc),
  };
  if (file.migrationRunners.typeorm !== undefined) {
    reader.problem('migrationRunners.typeorm', 'is a name of ours: the built-in runner');
  }
  refuseOverlap(reader, file);
  return file;
}

function readRunner(reader: FileReader, value: unknown, at: string): MigrationRunner {
  const runner = reader.object(value, at, ['command', 'cwd', 'env', 'timeoutSeconds', 'tenants']);
  return {
    command: reader.command(runner.command, `${at}.command`),
    cwd: reader.path(runner.cwd, `${at}.cwd`),
    env: reader.named(runner.env, `${at}.env`, (entry, name) => reader.text(entry, name)),
    timeoutSeconds: reader.positive(runner.timeoutSeconds, `${at}.timeoutSeconds`, 600),
    tenants: reader.texts(runner.tenants, `${at}.tenants`, ['*']),
  };
}

/** What a restore may write must never be what a runner executes. */
function refuseOverlap(reader: FileReader, file: ServerFile): void {
  for (const directory of file.directoryRoots) {
    for (const code of file.codeRoots) {
      if (isInside(directory, code) || isInside(code, directory)) {
        reader.problem('directoryRoots', `"${directory}" overlaps "${code}" of codeRoots`);
      }
    }
  }
}

/** True when `path` is `root` or below it. Both absolute; links are the caller's to resolve. */
export function isInside(path: string, root: string): boolean {
  const way = relative(resolve(root), resolve(path));
  return way === '' || (way !== '..' && !way.startsWith('../') && !isAbsolute(way));
}
