import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { toRecordedError } from '../../common/app-error.js';
import type { SendOutcome } from '../../platform/outbound/send-outcome.js';
import { bundleMessage } from './bundle-message.js';
import { ChannelSender } from './channel-sender.js';
import { digestMessage, type DigestData } from './digest-message.js';
import { eventMessage } from './event-message.js';
import type { Message } from './message.js';
import { LEASE_MS, type Outgoing, OutgoingMessages, type Recorded } from './outgoing-messages.js';

/** Messages under way at once in a process, and how many of them may go to channels that did not work the last time. */
const SLOTS = 24;
const SLOTS_FOR_FAILING = 8;
const RECORD_AGAIN_MS = 1_000;

/**
 * Sends what is due, many channels at a time. Each message is sent at least once: it is closed after it was sent, and
 * whoever takes over from a process that was killed between the two sends it again, with the same id.
 */
@Injectable()
export class DeliveryRunner {
  private readonly logger = new Logger(DeliveryRunner.name);
  private readonly underWay = new Map<Promise<void>, { isFailing: boolean }>();

  constructor(
    private readonly messages: OutgoingMessages,
    private readonly sender: ChannelSender,
  ) {}

  /** Begins to send what is due and has a free slot; does not wait for it to be sent. */
  async begin(): Promise<void> {
    while (this.underWay.size < SLOTS) {
      const failing = [...this.underWay.values()].filter(({ isFailing }) => isFailing).length;
      const outgoing = await this.messages.take(failing < SLOTS_FOR_FAILING);
      if (outgoing === null) return;
      const sending = this.deliver(outgoing).finally(() => this.underWay.delete(sending));
      this.underWay.set(sending, { isFailing: outgoing.channel.failingSince !== null });
    }
  }

  /** Resolves when nothing is under way any more, or after `patienceMs`. */
  async whenIdle(patienceMs: number): Promise<void> {
    const patience = new AbortController();
    const late = sleep(patienceMs, undefined, { signal: patience.signal, ref: false }).catch(() => undefined);
    await Promise.race([Promise.all(this.underWay.keys()), late]);
    patience.abort();
  }

  private async deliver(outgoing: Outgoing): Promise<void> {
    const outcome = await this.send(outgoing);
    const recorded = await this.record(outgoing, outcome);
    if (recorded !== null) this.say(outgoing, outcome, recorded);
  }

  private async send(outgoing: Outgoing): Promise<SendOutcome> {
    if (outgoing.content.type === 'events' && outgoing.content.events.length === 0) {
      return { kind: 'refused', detail: 'What was to be told is not known any more.', hint: null };
    }
    try {
      return await this.sender.send(outgoing.channel, messageOf(outgoing, this.sender), outgoing.content);
    } catch (error) {
      // The secret cannot be opened, or the message cannot be put together: a later process may.
      const { message, hint } = toRecordedError(error);
      this.logger.error(
        { err: error },
        `A message to the channel ${outgoing.channel.id} could not be made: ${message}`,
      );
      return { kind: 'failed', detail: message, hint, retryAfterSeconds: null };
    }
  }

  /** A control database that is gone for a moment must not make us send it twice: asked until the lease ends. */
  private async record(outgoing: Outgoing, outcome: SendOutcome): Promise<Recorded | null> {
    const until = performance.now() + LEASE_MS;
    for (;;) {
      try {
        return await this.messages.record(outgoing, outcome);
      } catch (error) {
        if (performance.now() > until) {
          const what = `What became of message ${outgoing.messageId} (${outcome.kind}) could not be written down`;
          this.logger.error(`${what}, so it will be sent again: ${String(error)}`);
          return null;
        }
        await sleep(RECORD_AGAIN_MS);
      }
    }
  }

  private say({ channel, messageId, attempts }: Outgoing, outcome: SendOutcome, recorded: Recorded): void {
    const whom = `the channel "${channel.name}" (${channel.kind}, ${channel.id})`;
    if (recorded === 'sent') {
      this.logger.log(`Told ${whom}: message ${messageId}, attempt ${attempts}. ${outcome.detail}`);
    } else if (recorded === 'retried') {
      this.logger.warn(
        `Could not tell ${whom}: ${outcome.detail} Message ${messageId} is tried again (attempt ${attempts}).`,
      );
    } else {
      this.logger.error(`Gave up telling ${whom}: ${outcome.detail} Message ${messageId} is not sent any more.`);
    }
  }
}

function messageOf({ channel, messageId, content }: Outgoing, sender: ChannelSender): Message {
  const audience = sender.audienceOf(channel);
  if (content.type === 'digest') return digestMessage(messageId, content.digest as DigestData, audience);
  const [only] = content.events;
  if (content.events.length === 1 && only !== undefined) return { ...eventMessage(only, audience), id: messageId };
  return bundleMessage(messageId, content.events, audience);
}
