import { Logger } from '@nestjs/common';

/** Does something now and then again and again, never twice at once; a failure is logged and the next turn comes all the same. */
export class Periodic {
  private readonly logger = new Logger(Periodic.name);
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly name: string,
    private readonly intervalMs: number,
    private readonly work: () => Promise<void>,
  ) {}

  start(): void {
    this.current = this.turn();
  }

  /** No further turn; resolves when the one under way has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.current;
  }

  private async turn(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.logger.warn(`The ${this.name} failed and is tried again in ${this.intervalMs / 1_000} s: ${String(error)}`);
    }
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.current = this.turn();
    }, this.intervalMs);
  }
}
