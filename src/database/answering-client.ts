import pg from 'pg';

/**
 * What the control database is asked is answered in milliseconds. After this long the connection is taken for dead:
 * one that a firewall has forgotten is silent for ever, and whoever waits on it (a heartbeat, a sweep) with it.
 */
const ANSWER_WITHIN_MS = 30_000;

export interface AnsweringClientConfig extends pg.ClientConfig {
  answerWithinMs?: number;
}

/** A client of the control database that gives up a connection which does not answer. A pool then replaces it. */
export class AnsweringClient extends pg.Client {
  private readonly ask = (super.query as (...args: unknown[]) => unknown).bind(this);
  private readonly answerWithinMs: number;

  constructor(config: AnsweringClientConfig = {}) {
    super(config);
    this.answerWithinMs = config.answerWithinMs ?? ANSWER_WITHIN_MS;
  }

  override query: pg.Client['query'] = (...args: unknown[]): never => {
    const asked = this.ask(...args);
    if (!(asked instanceof Promise)) return asked as never;
    const timer = setTimeout(() => {
      giveUp(this, `The control database did not answer within ${this.answerWithinMs / 1_000} s.`);
    }, this.answerWithinMs);
    const answered = (): void => {
      clearTimeout(timer);
    };
    asked.then(answered, answered);
    return asked as never;
  };
}

/** Ends a connection without waiting for the other side; what was asked on it rejects. */
export function giveUp(client: pg.Client, reason: string): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(error: Error): void } } };
  connection.stream.destroy(new Error(reason));
}
