import { parseArgs } from 'node:util';
import type { CommandSettings } from '../../config/command-settings.js';
import { withControlDatabase } from '../../database/open-control-database.js';
import { AuditEvent } from '../audit/audit-event.entity.js';
import { Audit } from '../audit/audit.js';
import { SecondFactor } from '../second-factors/second-factor.entity.js';
import { Tenant } from '../tenants/tenant.entity.js';
import { Tenants } from '../tenants/tenants.js';
import { User } from '../users/user.entity.js';
import { AdminReset } from './admin-reset.js';
import { LoginAttempt } from './login-attempt.entity.js';
import { Session } from './session.entity.js';

export const ADMIN_RESET_HELP = `Usage: npm run --silent admin:reset -- [options]

Gives the superadmin a new password and prints it, this once. All its sessions end, and its second factor is taken away.
Where there is no superadmin, one is made (ADMIN_EMAIL, or else admin@localhost). The instance may be running.

  --email ADDRESS   which superadmin, where there are several; or what the new one is called
  --help

The control database is DATABASE_URL or, where that is not set, the private one under BACKSTITCH_HOME (default
.backstitch), which is started for the moment when it does not run.

Ends with 0: done; 1: not done, and the reason is told; 2: the command was not understood.
`;

export interface CommandOutput {
  out: (text: string) => void;
  err: (line: string) => void;
}

/** Answers the exit code. Throws AppError or ConfigurationError where nothing was changed. */
export async function runAdminReset(
  args: readonly string[],
  loadSettings: () => CommandSettings,
  { out, err }: CommandOutput,
): Promise<number> {
  const options = readOptions(args, err);
  if (options === null) return 2;
  if (options.help === true) {
    out(ADMIN_RESET_HELP);
    return 0;
  }
  const email = options.email?.trim().toLowerCase() ?? null;
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    err('--email must be an e-mail address.\nSee admin:reset --help.');
    return 2;
  }
  const settings = loadSettings();
  const entities = [Tenant, User, Session, LoginAttempt, SecondFactor, AuditEvent];
  const result = await withControlDatabase(settings.databaseUrl, entities, (database) =>
    new AdminReset(database, new Audit(database), new Tenants(database)).reset({
      email,
      usualEmail: settings.adminEmail,
    }),
  );
  err(
    result.isNew
      ? `There was no superadmin; ${result.email} is one now.`
      : `${result.email} has a new password. Sessions ended: ${result.endedSessions}.` +
          (result.removedSecondFactor ? ' Its second factor was taken away.' : ''),
  );
  out(`The password of ${result.email}, shown this once: ${result.password}\n`);
  return 0;
}

function readOptions(args: readonly string[], err: (line: string) => void): { email?: string; help?: boolean } | null {
  try {
    return parseArgs({
      args: [...args],
      options: { email: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    err(`${error instanceof Error ? error.message : String(error)}\nSee admin:reset --help.`);
    return null;
  }
}
