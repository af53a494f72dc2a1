import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Periodic } from './periodic.js';

/** What a process does again and again from its start on, as the provider that it is of. A stop lets the turn under way end. */
export abstract class PeriodicTask implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private periodic: Periodic | null = null;

  /** For the log: "The … failed and is tried again." */
  protected abstract readonly task: string;
  protected abstract readonly everyMs: number;

  protected abstract turn(): Promise<void>;

  /** False: this process leaves it to others. */
  protected isOurs(): boolean {
    return true;
  }

  onApplicationBootstrap(): void {
    if (!this.isOurs()) return;
    this.periodic = new Periodic(this.task, this.everyMs, () => this.turn());
    this.periodic.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.periodic?.stop();
  }
}
