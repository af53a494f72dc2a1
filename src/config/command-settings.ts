import { ConfigurationError } from './configuration-error.js';
import { withSecretFiles } from './secret-files.js';

/** What commands need that change the control database of an instance, which may be running: no queue, no store. */
export class CommandSettings {
  readonly databaseUrl: string;
  /** Lower case. */
  readonly adminEmail: string;

  /** Throws ConfigurationError, which names what is wrong and never shows its value. */
  constructor(variables: NodeJS.ProcessEnv) {
    this.databaseUrl = given(variables.DATABASE_URL) ?? '';
    this.adminEmail = (given(variables.ADMIN_EMAIL) ?? 'admin@localhost').toLowerCase();
    if (this.databaseUrl === '') {
      throw new ConfigurationError([
        'DATABASE_URL is not set: name the control database, or run the command by npm, which finds the private one under BACKSTITCH_HOME',
      ]);
    }
    if (!/^postgres(ql)?:\/\//.test(this.databaseUrl) || !URL.canParse(this.databaseUrl)) {
      throw new ConfigurationError(['DATABASE_URL must be an address that begins with postgres://']);
    }
    if (!/^[^\s@]+@[^\s@]+$/.test(this.adminEmail))
      throw new ConfigurationError(['ADMIN_EMAIL must be an e-mail address']);
  }
}

/** The settings of this process. */
export function loadCommandSettings(): CommandSettings {
  return new CommandSettings(withSecretFiles(process.env));
}

/** An empty one counts as absent. */
function given(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === '' ? undefined : text;
}
