import { Injectable, Optional } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';

/** How many event streams, of whatever kind, each person has open in this process: every one costs a connection and looks. */
@Injectable()
export class StreamSlots {
  private readonly taken = new Map<string, number>();

  private readonly perPerson: number;

  constructor(@Optional() settings?: Settings) {
    this.perPerson = settings?.eventStreamsPerPerson ?? Infinity;
  }

  /** Answers what gives the slot back, once. Throws RATE_LIMITED where the person has no more. */
  take(person: string): () => void {
    const taken = this.taken.get(person) ?? 0;
    if (taken >= this.perPerson) {
      throw new AppError('RATE_LIMITED', `You have ${taken} event streams open, which is as many as you may.`, {
        hint: 'Close those that you do not read any more.',
        retryAfterSeconds: 5,
      });
    }
    this.taken.set(person, taken + 1);
    return () => {
      const left = (this.taken.get(person) ?? 1) - 1;
      if (left === 0) this.taken.delete(person);
      else this.taken.set(person, left);
    };
  }
}
