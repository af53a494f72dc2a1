import type { INestApplicationContext } from '@nestjs/common';
import { loadSettings, type Settings } from './config/settings.js';
import { prepareControlDatabase } from './database/control-database.js';
import { withControlDatabase } from './database/open-control-database.js';
import { AuditEvent } from './features/audit/audit-event.entity.js';
import { Audit } from './features/audit/audit.js';
import { settleMoved } from './features/control-backups/settle-moved.js';
import { dumpBeforeUpgrade } from './features/control-backups/upgrade-dump.js';
import { Instance } from './features/encryption-keys/instance.entity.js';
import { settleMasterKey } from './features/encryption-keys/master-key-rotation.js';
import { Tenant } from './features/tenants/tenant.entity.js';
import { Tenants } from './features/tenants/tenants.js';
import { Users } from './features/users/users.js';
import { MasterKeys } from './platform/crypto/master-key.js';
import { SEALED_COLUMNS } from './sealed-columns.js';

/** Before the application is made: settings that make sense, and a control database that is up to date. */
export async function prepareStart(): Promise<void> {
  const settings = loadSettings();
  const { isRowSecurityBinding, own, current } = await prepareControlDatabase(settings.databaseUrl, {
    beforeMigrations: (upgrade) => dumpBeforeUpgrade(settings, upgrade, say),
    afterMove: async (manager) => {
      say(
        'This control database was restored from a dump: what was under way then is closed, and nobody is signed in.',
      );
      await settleMoved(manager);
    },
    say,
  });
  if (!own.equals(current)) {
    say(
      `Warning: this is ${own.toString()}, and the instance is at ${current.toString()}: jobs are left to workers of that version. To go back to this one: npm run control:version -- --set`,
    );
  }
  await prepareMasterKey(settings);
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

/** A master key of another instance ends the start; one that replaces another seals everything anew. */
async function prepareMasterKey({ databaseUrl, masterKey, masterKeyPrevious }: Settings): Promise<void> {
  const keys = new MasterKeys(masterKey, masterKeyPrevious ?? undefined);
  const state = await withControlDatabase(databaseUrl, [Instance, Tenant, AuditEvent], async (database) => {
    await new Tenants(database).ensureDefault();
    return settleMasterKey(database, new Audit(database), keys, SEALED_COLUMNS);
  });
  if (state.isRotated) {
    say(
      `The master key is a new one; ${state.resealed} secrets are sealed with it. The keys in the store follow, see GET /api/v1/health; then start without MASTER_KEY_PREVIOUS.`,
    );
  }
  if (state.unopened.length > 0) {
    say(
      `Warning: ${state.unopened.length} secrets are sealed with a master key that is not given, or damaged: ${state.unopened.slice(0, 10).join(', ')}. Enter them again, or start once with that key as MASTER_KEY_PREVIOUS.`,
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
