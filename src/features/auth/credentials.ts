import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';

/** Where a request comes from. */
export interface Origin {
  address: string | null;
  requestId: string;
}

/** Who holds this token; null when it is unknown, expired or revoked. Asked anew with every request, so that a revocation holds at once. */
export type TokenReader = (token: string, origin: Origin) => Promise<Caller | null>;

/** The kinds of tokens, told apart by how they begin; who makes a kind registers its reader. */
@Injectable()
export class Credentials {
  private readonly readers = new Map<string, TokenReader>();

  /** @param prefix that no other kind begins with: `bss_` */
  register(prefix: string, reader: TokenReader): void {
    this.readers.set(prefix, reader);
  }

  async recognise(token: string, origin: Origin): Promise<Caller | null> {
    for (const [prefix, reader] of this.readers) {
      if (token.startsWith(prefix)) return reader(token, origin);
    }
    return null;
  }
}
