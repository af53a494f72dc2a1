import { StallWatch } from '../pipeline/stall-watch.js';

export interface SilenceRule {
  /** How long nothing may show any life. Monotonic ms. */
  timeoutMs: number;
  /** Whether what is waited for shows life. Ends by itself, in seconds, and never rejects. */
  ask: () => Promise<boolean>;
  /** Called once: neither an answer nor any life for the whole time-out. The watch is over then. */
  onSilent: () => void | Promise<void>;
}

/** So often it is asked within the time-out: one question that met a bad moment decides nothing. */
const ASKED = 4;

/**
 * Stands beside something that is waited for without a byte moving, such as the answer to a statement. As long as
 * asking finds life it may take for ever. It is only ever given up after a question, so a machine that is too busy to
 * ask condemns nobody.
 */
export class SilenceWatch {
  private readonly watch: StallWatch;
  private silentTurns = 0;
  private isAsking = false;
  private isOver = false;

  constructor(private readonly rule: SilenceRule) {
    this.watch = new StallWatch(rule.timeoutMs / ASKED, () => void this.turn());
  }

  stop(): void {
    this.isOver = true;
    this.watch.stop();
  }

  private async turn(): Promise<void> {
    this.silentTurns += 1;
    if (this.isAsking) return;
    this.isAsking = true;
    const showsLife = await this.rule.ask();
    this.isAsking = false;
    if (this.isOver) return;
    if (showsLife) this.silentTurns = 0;
    if (this.silentTurns < ASKED) return;
    this.stop();
    await this.rule.onSilent();
  }
}
