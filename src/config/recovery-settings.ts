import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errnoOf } from '../common/errno.js';
import { ConfigurationError } from './configuration-error.js';
import { isKeyText } from './environment.js';
import { withSecretFiles } from './secret-files.js';

export interface NamedMasterKey {
  /** Where it was found, for messages. */
  origin: string;
  /** 32 bytes. */
  key: Buffer;
}

/**
 * What getting keys out of a store needs, and no more: it must work when the control database, Redis and the server's
 * file are gone. Names and defaults are those of Settings.
 */
export class RecoverySettings {
  readonly backupDir: string;
  /** Paths in arguments start here: npm runs a script in the package's own folder, not where the person stands. */
  readonly argumentDirectory: string;
  private readonly home: string;

  constructor(
    private readonly variables: NodeJS.ProcessEnv,
    directory: string,
  ) {
    this.backupDir = resolve(directory, given(variables, 'BACKUP_DIR') ?? 'backups');
    this.home = resolve(directory, given(variables, 'BACKSTITCH_HOME') ?? '.backstitch');
    this.argumentDirectory = given(variables, 'INIT_CWD') ?? directory;
  }

  /**
   * MASTER_KEY and MASTER_KEY_PREVIOUS; where neither is set, the key that `npm start` made in BACKSTITCH_HOME. Throws
   * ConfigurationError when there is none, or when one is no key.
   */
  masterKeys(): NamedMasterKey[] {
    const set = ['MASTER_KEY', 'MASTER_KEY_PREVIOUS'].flatMap((name) => {
      const text = given(this.variables, name);
      return text === undefined ? [] : [toKey(name, text)];
    });
    if (set.length > 0) return set;
    const file = join(this.home, 'master-key');
    const text = readIfThere(file);
    if (text !== null) return [toKey(file, text)];
    throw new ConfigurationError([
      `MASTER_KEY is not set, and there is no ${file}: give the master key of the instance that made the backups, or the offline identity of RECOVERY_RECIPIENT with --identity FILE`,
    ]);
  }
}

/** The settings of this process. */
export function loadRecoverySettings(): RecoverySettings {
  return new RecoverySettings(withSecretFiles(process.env), process.cwd());
}

function given(variables: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = variables[name]?.trim();
  return value === '' ? undefined : value;
}

function toKey(origin: string, text: string): NamedMasterKey {
  if (!isKeyText(text)) throw new ConfigurationError([`${origin} must be 32 bytes as base64 (44 characters)`]);
  return { origin, key: Buffer.from(text, 'base64') };
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw new ConfigurationError([`${file} cannot be read (${errnoOf(error) ?? 'unknown error'})`]);
  }
}
