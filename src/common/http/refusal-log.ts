import type { ErrorCode } from '../error-codes.js';
import type { RequestContext } from './request-context.js';

export interface Refusal {
  code: ErrorCode;
  method: string;
  /** Without its query. */
  path: string;
  address: string | null;
  /** What was said to whoever asked. */
  message: string;
}

/** Where refused attempts are written down: a port, since the filter below every feature meets them and the audit trail is a feature. */
export abstract class RefusalLog {
  abstract refused(context: RequestContext, refusal: Refusal): Promise<void>;
}
