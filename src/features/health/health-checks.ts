import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';

export type HealthStatus = 'ok' | 'degraded' | 'down';

/** What a part says of itself. */
export interface HealthFinding {
  status: HealthStatus;
  /** One word for everybody, such as `unreachable`: no names, no addresses, no errors. Only of what is not ok. */
  reason?: string;
  /** For admins: a sentence, and figures. Never a secret. */
  message?: string;
  data?: Record<string, unknown>;
}

/** A part whose state `/health` tells. */
export interface HealthCheck {
  /** Its key under `checks`: `database`, `redis`, `workers`, `store`. */
  name: string;
  /** What a rejection means, and silence for 2 s (whose reason is always `no_answer`). Absent: `down`, `failed`. */
  whenFailed?: { status: 'degraded' | 'down'; reason: string };
  check(): Promise<HealthStatus | HealthFinding>;
}

export interface CheckedPart extends HealthFinding {
  name: string;
  milliseconds: number;
}

export interface Health {
  /** The worst of all parts. */
  status: HealthStatus;
  parts: CheckedPart[];
}

const PATIENCE_MS = 2_000;
/** Anyone may ask; an answer this fresh is given again instead of asking every part anew. */
const FRESH_MS = 1_000;

/** Features register what they can tell, in their onModuleInit. */
@Injectable()
export class HealthChecks {
  private readonly checks: HealthCheck[] = [];
  /** Asked and not answered yet: a part that hangs is not asked again and again, each time taking a connection with it. */
  private readonly asked = new Map<HealthCheck, Promise<HealthFinding>>();
  private latest: { at: number; health: Promise<Health> } | undefined;

  register(check: HealthCheck): void {
    this.checks.push(check);
  }

  async read(): Promise<Health> {
    if (this.latest === undefined || Date.now() - this.latest.at > FRESH_MS) {
      this.latest = { at: Date.now(), health: this.askAll() };
    }
    return this.latest.health;
  }

  private async askAll(): Promise<Health> {
    const parts = await Promise.all(this.checks.map((check) => this.ask(check)));
    const all = parts.map(({ status }) => status);
    return { status: all.includes('down') ? 'down' : all.includes('degraded') ? 'degraded' : 'ok', parts };
  }

  private async ask(check: HealthCheck): Promise<CheckedPart> {
    const startedAt = performance.now();
    const finding = await this.answerOf(check);
    return { name: check.name, ...finding, milliseconds: Math.round(performance.now() - startedAt) };
  }

  private async answerOf(check: HealthCheck): Promise<HealthFinding> {
    const failed = check.whenFailed ?? { status: 'down', reason: 'failed' };
    const silence = new AbortController();
    const answer = this.asked.get(check) ?? this.begin(check, failed);
    try {
      return await Promise.race([
        answer,
        sleep(PATIENCE_MS, undefined, { signal: silence.signal, ref: false }).then(() => ({
          status: failed.status,
          reason: 'no_answer',
          message: `It has not answered for ${PATIENCE_MS / 1_000} s.`,
        })),
      ]);
    } finally {
      silence.abort();
    }
  }

  private begin(check: HealthCheck, failed: { status: HealthStatus; reason: string }): Promise<HealthFinding> {
    const answer = check
      .check()
      .then(
        (found) => (typeof found === 'string' ? { status: found } : found),
        (error: unknown) => ({ ...failed, message: error instanceof Error ? error.message : String(error) }),
      )
      .finally(() => this.asked.delete(check));
    this.asked.set(check, answer);
    return answer;
  }
}
