import { RecoverySettings } from './recovery-settings.js';
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
  variables: NodeJS.ProcessEnv = process.env,
  directory = process.cwd(),
): ControlSettings {
  const recovery = new RecoverySettings(variables, directory);
  const masterKeys = recovery.masterKeys().map(({ key }) => key);
  const given = (name: string): string | undefined => (variables[name]?.trim() === '' ? undefined : variables[name]);
  const filled = {
    ...variables,
    REDIS_URL: given('REDIS_URL') ?? 'redis://127.0.0.1:6379',
    MASTER_KEY: masterKeys[0]?.toString('base64'),
  };
  return {
    settings: new Settings(filled, directory),
    masterKeys,
    argumentDirectory: recovery.argumentDirectory,
  };
}
