import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { Refusal, RefusalLog } from '../../common/http/refusal-log.js';
import type { RequestContext } from '../../common/http/request-context.js';
import { Audit, type AuditEntry } from './audit.js';

/** What one address was refused in this minute. */
interface Tally {
  /** That have a row each. */
  rows: number;
  /** The others, which become one row. */
  counted: { since: Date; count: number; last: Refusal } | null;
}

const MINUTE_MS = 60_000;
/** Rows that refusals of nobody get in a minute: of one address, and of all. */
export const ROWS_OF_ADDRESS = 20;
const ROWS_OF_ALL = 200;
/** What is kept in memory stays small whoever calls; the addresses beyond are counted together. */
const MAX_ADDRESSES = 1_000;
const OTHERS = 'other addresses';

/**
 * Writes refused attempts to the audit trail. Those of somebody we know have a row each. Nobody knows who sends bad
 * tokens, and anybody can send thousands: the first of an address are written at once, the others of the same minute
 * as one row with their number, at the end of that minute or of this process.
 */
@Injectable()
export class Refusals implements RefusalLog, BeforeApplicationShutdown {
  private readonly logger = new Logger(Refusals.name);
  private readonly tallies = new Map<string, Tally>();
  private rows = 0;
  private timer: NodeJS.Timeout | null = null;
  private isStopping = false;

  constructor(private readonly audit: Audit) {}

  async refused(context: RequestContext, refusal: Refusal): Promise<void> {
    if (context.caller === null && !this.isStopping && this.isCounted(refusal)) return;
    await this.audit.record(context.caller, { ...entryOf(refusal), requestId: context.requestId });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.closeMinute();
  }

  /** False where it is to have a row of its own. */
  private isCounted(refusal: Refusal): boolean {
    this.timer ??= setTimeout(() => void this.closeMinute(), MINUTE_MS);
    const tally = this.tallyOf(refusal.address);
    if (tally.rows < ROWS_OF_ADDRESS && this.rows < ROWS_OF_ALL) {
      tally.rows += 1;
      this.rows += 1;
      return false;
    }
    tally.counted = {
      since: tally.counted?.since ?? new Date(),
      count: (tally.counted?.count ?? 0) + 1,
      last: refusal,
    };
    return true;
  }

  private tallyOf(address: string | null): Tally {
    const own = address ?? '';
    const key = this.tallies.has(own) || this.tallies.size < MAX_ADDRESSES ? own : OTHERS;
    const tally = this.tallies.get(key) ?? { rows: 0, counted: null };
    this.tallies.set(key, tally);
    return tally;
  }

  private async closeMinute(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const tallies = [...this.tallies];
    this.tallies.clear();
    this.rows = 0;
    for (const [key, { counted }] of tallies) {
      if (counted === null) continue;
      const { since, count, last } = counted;
      const address = key === OTHERS ? null : last.address;
      const entry = entryOf({ ...last, address }, { count, since, ...(key === OTHERS ? { addresses: OTHERS } : {}) });
      await this.audit.record(null, entry).catch((error: unknown) => {
        this.logger.error({ err: error }, `${count} refused attempts of ${key} are missing from the audit trail.`);
      });
    }
  }
}

function entryOf({ code, method, path, address }: Refusal, more: Record<string, unknown> = {}): AuditEntry {
  const data = { code, method, path: path.slice(0, 500), ...more };
  return { action: 'request.refuse', outcome: 'refused', address, data };
}
