import { RecoverySettings } from './recovery-settings.js';
import { withSecretFiles } from './secret-files.js';
import { Settings } from './settings.js';

/** What a command about the control database works with. */
export interface ControlSettings {
  /** As the application has them; but Redis is never asked, and the master key may be the file that `npm start` made. */
  settings: Settings;
  /** The current one first. */
  masterKeys: Buffer[];
  /** Where paths in arguments start: npm runs a script in the package's own folder. */
  argumentDirectory: string;
}

/** Throws ConfigurationError naming what is wrong. */
export function loadControlSettings(
  environment: NodeJS.ProcessEnv = process.env,
  directory = process.cwd(),
): ControlSettings {
  const variables = withSecretFiles(environment);
  const recovery = new RecoverySettings(variables, directory);
  const masterKeys = recovery.masterKeys().map(({ key }) => key);
  const redisUrl = variables.REDIS_URL?.trim() ?? '';
  const filled = {
    ...variables,
    REDIS_URL: redisUrl === '' ? 'redis://127.0.0.1:6379' : redisUrl,
    MASTER_KEY: masterKeys[0]?.toString('base64'),
  };
  return {
    settings: new Settings(filled, directory),
    masterKeys,
    argumentDirectory: recovery.argumentDirectory,
  };
}
