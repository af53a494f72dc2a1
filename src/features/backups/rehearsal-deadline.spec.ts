import { describe, expect, it } from '@jest/globals';
import { MOST_HOURS, rehearsalHoursFor, withinHours } from './rehearsal-deadline.js';

const SECOND = 1 / 3_600;

/** Goes on until it is aborted, as programs and queries do, and then says something of its own. */
function endless(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('pg_restore was killed'));
    });
  });
}

describe('how long a rehearsal may take', () => {
  it.each([
    [null, null, 3],
    [null, 0, 3],
    [null, 100 * 1024 ** 3, 28],
    [null, 100 * 1024 ** 4, MOST_HOURS],
    [0.5, 100 * 1024 ** 3, 0.5],
  ])('set to %p, of %p bytes, it is %p hours', (set, bytes, hours) => {
    expect(rehearsalHoursFor(set, bytes)).toBe(hours);
  });
});

describe('a rehearsal', () => {
  it('that does not end is ended, and told as that', async () => {
    const ended = withinHours(SECOND / 10, new AbortController().signal, endless);
    await expect(ended).rejects.toMatchObject({
      code: 'STALLED',
      message: expect.stringMatching(/not over after 0 seconds/) as unknown,
      hint: expect.stringMatching(/rehearsalMaxHours/) as unknown,
    });
  });

  it('that was canceled, or failed by itself, is told as it was', async () => {
    const canceled = new AbortController();
    const running = withinHours(1, canceled.signal, endless);
    canceled.abort();
    await expect(running).rejects.toThrow('pg_restore was killed');
    const failing = withinHours(1, new AbortController().signal, () => Promise.reject(new Error('no room')));
    await expect(failing).rejects.toThrow('no room');
  });

  it('that ends in time is none of its business', async () => {
    await expect(withinHours(1, new AbortController().signal, () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
