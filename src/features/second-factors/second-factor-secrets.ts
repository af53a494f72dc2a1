import { Injectable } from '@nestjs/common';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import type { SealedColumn } from '../encryption-keys/sealed-column.js';

/** Bound to their row. */
export const SECOND_FACTOR_SECRETS: SealedColumn = {
  table: 'second_factors',
  column: 'sealedSecret',
  context: (id) => `second-factor:${id}:secret`,
};

@Injectable()
export class SecondFactorSecrets {
  constructor(private readonly box: SecretBox) {}

  seal(id: string, secret: string): string {
    return this.box.seal(secret, SECOND_FACTOR_SECRETS.context(id));
  }

  open({ id, sealedSecret }: { id: string; sealedSecret: string }): string {
    return this.box.open(sealedSecret, SECOND_FACTOR_SECRETS.context(id));
  }
}
