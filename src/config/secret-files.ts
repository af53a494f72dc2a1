import { readFileSync } from 'node:fs';
import { errnoOf } from '../common/errno.js';
import { ConfigurationError } from './configuration-error.js';

/** Of these, NAME_FILE may name a file that holds the value: a container's secrets, systemd's credentials. */
export const SECRET_VARIABLES = [
  'DATABASE_URL',
  'CONTROL_ADMIN_URL',
  'REDIS_URL',
  'MASTER_KEY',
  'MASTER_KEY_PREVIOUS',
  'ADMIN_PASSWORD',
  'SMTP_URL',
  'METRICS_TOKEN',
  'OIDC_CLIENT_SECRET',
] as const;

/**
 * The variables, with what stands in the files that they name. Throws ConfigurationError for a file that cannot be read,
 * and where both are set: nobody could tell which one counts.
 */
export function withSecretFiles(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const filled = { ...variables };
  const problems: string[] = [];
  for (const name of SECRET_VARIABLES) {
    const file = given(variables[`${name}_FILE`]);
    if (file === undefined) continue;
    if (given(variables[name]) !== undefined) problems.push(`${name} and ${name}_FILE are both set: leave one out`);
    else {
      try {
        filled[name] = readFileSync(file, 'utf8').trim();
      } catch (error) {
        problems.push(`${name}_FILE: ${file} cannot be read (${errnoOf(error) ?? 'unknown error'})`);
      }
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return filled;
}

function given(value: string | undefined): string | undefined {
  return value?.trim() === '' ? undefined : value;
}
