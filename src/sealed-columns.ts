import { KEY_SECRETS } from './features/encryption-keys/tenant-keys.js';
import type { SealedColumn } from './features/encryption-keys/sealed-column.js';
import { KEPT_ANSWERS } from './features/idempotency/kept-answer.js';
import { CHANNEL_SECRETS } from './features/notifications/channel-secrets.js';
import { SECOND_FACTOR_SECRETS } from './features/second-factors/second-factor-secrets.js';
import { SOURCE_PASSWORDS } from './features/sources/source-secrets.js';

/** Every column that is sealed with the master key: a rotation seals them anew. A test finds one that is missing here. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  SOURCE_PASSWORDS,
  KEY_SECRETS,
  KEPT_ANSWERS,
  CHANNEL_SECRETS,
  SECOND_FACTOR_SECRETS,
];
