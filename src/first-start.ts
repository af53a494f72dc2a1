import type { INestApplicationContext } from '@nestjs/common';
import { loadSettings } from './config/settings.js';
import { prepareControlDatabase } from './database/control-database.js';
import { Tenants } from './features/tenants/tenants.js';
import { Users } from './features/users/users.js';

/** Before the application is made: settings that make sense, and a control database that is up to date. */
export async function prepareStart(): Promise<void> {
  const settings = loadSettings();
  const { isRowSecurityBinding } = await prepareControlDatabase(settings.databaseUrl);
  if (!isRowSecurityBinding) {
    say(
      'Warning: the role of DATABASE_URL is a superuser or has BYPASSRLS, so row-level security, the second wall between tenants, does not bind it. Use a role without either.',
    );
  }
  if (settings.recoveryRecipient === null) {
    say(
      'Note: RECOVERY_RECIPIENT is not set. Losing MASTER_KEY then means losing every encrypted backup; `age-keygen` makes a recipient whose identity you keep offline.',
    );
  }
}

/** The tenant `default`, and the first superadmin when there is no user yet. A generated password is shown here, once, and kept nowhere. */
export async function ensureFirstPeople(app: INestApplicationContext): Promise<void> {
  const { adminEmail, adminPassword } = loadSettings();
  const tenant = await app.get(Tenants).ensureDefault();
  const first = await app.get(Users, { strict: false }).ensureFirstSuperadmin(tenant.id, adminEmail, adminPassword);
  if (first === null) return;
  say(`The first superadmin is ${first.email}.`);
  if (first.generatedPassword !== null) say(`Its password, shown this once: ${first.generatedPassword}`);
}

/** For a person at the terminal: never through the log, which may be kept. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
