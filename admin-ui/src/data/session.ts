import type { components } from '../api/schema.js';

export type Me = components['schemas']['MeDto'];

/** Who is signed in, as the server said last; null: nobody, as far as we know. */
class Session {
  private signedIn: Me | null = null;

  get me(): Me | null {
    return this.signedIn;
  }

  get csrfToken(): string | null {
    return this.signedIn?.csrfToken ?? null;
  }

  begin(me: Me): void {
    this.signedIn = me;
  }

  end(): void {
    this.signedIn = null;
  }
}

export const session = new Session();
