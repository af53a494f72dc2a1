import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import type { Refusal, RefusalLog } from '../../common/http/refusal-log.js';
import type { RequestContext } from '../../common/http/request-context.js';
import { Audit, type AuditEntry } from './audit.js';
import { SeenLately } from './seen-lately.js';

/** What one address, or one caller, was refused in this minute, of one kind of act. */
interface Tally {
  /** That have a row each. */
  rows: number;
  /** The others, which become one row. */
  counted: { since: Date; count: number; caller: Caller | null; last: AuditEntry } | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Rows that refusals of nobody get in a minute: of one address, and of all. */
const ROWS_OF_ADDRESS = 20;
const ROWS_OF_ALL = 200;
/** What is kept in memory stays small whoever calls; the addresses beyond are counted together. */
const MAX_ADDRESSES = 1_000;
const MAX_MISSES = 10_000;
const OTHERS = 'other addresses';

/**
 * Writes refused attempts to the audit trail. Those of somebody we know have a row each, unless they are refused for their
 * number, or asked for what is not there to them, which may be another tenant's. Nobody knows who sends bad
 * tokens or guesses passwords, and anybody can, by the thousand: the first of an address are written at once, the others
 * of the same minute as one row with their number, at the end of that minute or of this process.
 */
@Injectable()
export class Refusals implements RefusalLog, BeforeApplicationShutdown {
  private readonly logger = new Logger(Refusals.name);
  private readonly tallies = new Map<string, Tally>();
  private readonly misses = new SeenLately(HOUR_MS, MAX_MISSES);
  private rows = 0;
  private timer: NodeJS.Timeout | null = null;
  private isStopping = false;

  constructor(private readonly audit: Audit) {}

  async refused(context: RequestContext, { code, method, path, address, message }: Refusal): Promise<void> {
    const entry: AuditEntry = {
      action: 'request.refuse',
      outcome: 'refused',
      address,
      requestId: context.requestId,
      data: { code, method, path: path.slice(0, 500) },
    };
    const { caller } = context;
    if (caller !== null && code === 'NOT_FOUND') await this.missed(caller, entry, message.slice(0, 500));
    else if (caller === null || code === 'RATE_LIMITED') await this.oneOfMany(caller, entry);
    else await this.audit.record(caller, entry);
  }

  /** An attempt of somebody whom nobody recognised. */
  async ofNobody(entry: AuditEntry): Promise<void> {
    await this.oneOfMany(null, entry);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.closeMinute();
  }

  /** Once an hour for each thing: a page that goes on asking for what was deleted makes no attempt anew. */
  private async missed(caller: Caller, entry: AuditEntry, message: string): Promise<void> {
    const asked = `${caller.credentialId ?? ''} ${String(entry.data?.method)} ${String(entry.data?.path)} ${message}`;
    if (!this.misses.isNew(asked)) return;
    await this.oneOfMany(caller, { ...entry, data: { ...entry.data, message } });
  }

  private async oneOfMany(caller: Caller | null, entry: AuditEntry): Promise<void> {
    if (!this.isStopping && this.isCounted(caller, entry)) return;
    await this.audit.record(caller, entry);
  }

  /** False where it is to have a row of its own. */
  private isCounted(caller: Caller | null, entry: AuditEntry): boolean {
    this.timer ??= setTimeout(() => void this.closeMinute(), MINUTE_MS);
    const tally = this.tallyOf(caller, entry);
    if (tally.rows < ROWS_OF_ADDRESS && this.rows < ROWS_OF_ALL) {
      tally.rows += 1;
      this.rows += 1;
      return false;
    }
    const { since = new Date(), count = 0 } = tally.counted ?? {};
    tally.counted = { since, count: count + 1, caller, last: entry };
    return true;
  }

  private tallyOf(caller: Caller | null, { action, address }: AuditEntry): Tally {
    const own = `${action} ${caller?.credentialId ?? address ?? ''}`;
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
      const of = key === OTHERS ? { address: null, data: { addresses: OTHERS, count, since } } : {};
      const summary = { ...last, requestId: null, data: { ...last.data, count, since }, ...of };
      await this.audit.record(key === OTHERS ? null : counted.caller, summary).catch((error: unknown) => {
        this.logger.error({ err: error }, `${count} refused attempts (${key}) are missing from the audit trail.`);
      });
    }
  }
}
