/**
 * Thrown by a handler that can neither go on nor tell how things stand, such as when the server that it changes cannot
 * be asked. The job goes back to waiting, keeps its source's lock, and is taken up again: nothing is claimed meanwhile.
 */
export class HandBack extends Error {
  constructor(
    /** For the log: why, and what is waited for. */
    message: string,
    /** True when something was tried that failed, so that it is not tried without end (`crashes`). */
    readonly countsAsCrash: boolean,
    options: { cause: unknown },
  ) {
    super(message, options);
    this.name = 'HandBack';
  }
}
