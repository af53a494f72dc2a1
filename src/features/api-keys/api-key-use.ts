import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../database/database.js';

const NOTE_EVERY_MS = 60_000;

/** By the control database's clock, so that all processes together write once a minute; whoever finds the row locked leaves it. */
const NOTE = `
  UPDATE api_keys SET "lastUsedAt" = now(), "lastAddress" = $2
   WHERE id = (SELECT id FROM api_keys
                WHERE id = $1 AND ("lastUsedAt" IS NULL OR "lastUsedAt" <= now() - interval '1 minute')
                  FOR UPDATE SKIP LOCKED)`;

/** Notes when a key was last used and from where, behind the back of the request: it waits for nothing of this. */
@Injectable()
export class ApiKeyUse {
  private readonly logger = new Logger(ApiKeyUse.name);
  /** When this process last tried, of keys that exist. */
  private readonly notedAt = new Map<string, number>();

  constructor(private readonly database: Database) {}

  note(keyId: string, address: string | null): void {
    const now = performance.now();
    const notedAt = this.notedAt.get(keyId);
    if (notedAt !== undefined && now - notedAt < NOTE_EVERY_MS) return;
    this.notedAt.set(keyId, now);
    this.database
      .asSystem((manager) => manager.query(NOTE, [keyId, address]))
      .catch((error: unknown) => {
        this.logger.warn(`It could not be noted that the API key ${keyId} was used: ${String(error)}`);
      });
  }
}
