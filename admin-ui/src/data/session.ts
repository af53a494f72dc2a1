import type { components } from '../api/schema.js';

export type Me = components['schemas']['MeDto'];

type Listener = (ended: boolean) => void;

/**
 * Who is signed in, as the server said last. A session may end while its page is open: the page then stands as it is, and
 * whatever it asks waits until the same person is signed in again, in this tab or in another.
 */
class Session {
  private signedIn: Me | null = null;
  private ended: { begunAgain: Promise<void>; goOn: () => void } | null = null;
  private readonly listeners = new Set<Listener>();

  /** null: nobody, as far as we know. */
  get me(): Me | null {
    return this.signedIn;
  }

  get csrfToken(): string | null {
    return this.signedIn?.csrfToken ?? null;
  }

  get hasEnded(): boolean {
    return this.ended !== null;
  }

  begin(me: Me): void {
    this.signedIn = me;
    this.ended?.goOn();
    this.ended = null;
    this.tell();
  }

  end(): void {
    this.signedIn = null;
  }

  /** Whether somebody asks for the password where a session has ended. */
  get isKept(): boolean {
    return this.signedIn !== null && this.listeners.size > 0;
  }

  /** Resolves when it has begun again. */
  async toBeginAgain(): Promise<void> {
    if (this.ended === null) {
      let goOn: () => void = () => undefined;
      const begunAgain = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      this.ended = { begunAgain, goOn };
      this.tell();
    }
    await this.ended.begunAgain;
  }

  /** Tells whether it has ended, whenever that changes. Returns what ends the listening. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.hasEnded);
  }
}

export const session = new Session();
