import type { Client } from 'pg';

/** Resolves with what makes one more record, with these columns changed; `number` must be one that is free. Its id. */
export function copierOf(
  client: Client,
  storeDir: string,
  backupId: string,
): Promise<(changes: { number: number; createdAt: Date } & Record<string, unknown>) => Promise<string>>;

/** One more row like those of which a column has this value, with other columns changed. */
export function copyRow(
  client: Client,
  table: string,
  which: Record<string, string>,
  changes: Record<string, unknown>,
): Promise<void>;
