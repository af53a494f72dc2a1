import { Injectable, Logger } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { CHANGES_CHANNEL } from '../../database/changes-channel.js';
import { ControlListener } from '../../database/control-listener.js';
import { type AnnouncedChange, readAnnouncement } from './announced-change.js';
import { type RunningJob, RunningProgress } from './running-progress.js';

export interface Watcher {
  onChange: (change: AnnouncedChange) => void;
  onProgress: (jobs: RunningJob[]) => void;
  /** Changes may have been missed. */
  onGap: () => void;
}

const LISTENING_WITHIN_MS = 5_000;

/** What the control database announces, for everybody in this process who watches. It listens while somebody does. */
@Injectable()
export class ChangeFeed {
  private readonly logger = new Logger(ChangeFeed.name);
  private readonly watchers = new Set<Watcher>();
  private readonly waiting = new Set<() => void>();
  private isListening = false;
  private hasMissed = false;
  private stopListening: (() => void) | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly progress: RunningProgress,
  ) {}

  /**
   * From when this resolves no change is missed, without an `onGap` for it, until the returned function is called. Throws
   * UNAVAILABLE where the control database cannot be listened to.
   */
  async watch(watcher: Watcher): Promise<() => void> {
    this.watchers.add(watcher);
    this.stopListening ??= this.listen();
    const leave = (): void => {
      this.watchers.delete(watcher);
      if (this.watchers.size > 0) return;
      this.stopListening?.();
      this.stopListening = null;
    };
    try {
      if (!this.isListening) await this.untilListening();
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  private listen(): () => void {
    const listener = new ControlListener(this.settings.databaseUrl, CHANGES_CHANNEL, {
      onNotification: (payload) => {
        const change = readAnnouncement(payload);
        if (change !== null) for (const watcher of this.watchers) watcher.onChange(change);
      },
      onListening: () => {
        this.isListening = true;
        if (this.hasMissed) for (const watcher of this.watchers) watcher.onGap();
        this.hasMissed = false;
        for (const resolve of this.waiting) resolve();
      },
      onLost: (reason) => {
        if (this.isListening) this.logger.warn(`Changes are not heard of for a moment: ${reason}`);
        this.hasMissed ||= this.isListening;
        this.isListening = false;
      },
    });
    const stopProgress = this.progress.follow((jobs) => {
      for (const watcher of this.watchers) watcher.onProgress(jobs);
    });
    return () => {
      listener.close();
      stopProgress();
      this.isListening = false;
      this.hasMissed = false;
    };
  }

  private async untilListening(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.waiting.delete(settle);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(settle);
        reject(
          new AppError('UNAVAILABLE', 'The control database does not tell of changes at the moment.', {
            hint: 'Ask again soon; GET /api/v1/health says what is wrong.',
            retryAfterSeconds: 5,
          }),
        );
      }, LISTENING_WITHIN_MS);
      this.waiting.add(settle);
    });
  }
}
