import type { Request } from 'express';
import type { Caller } from '../caller.js';
import type { BodyDigest } from './streamed-body.js';

/** What we know about a request while it is answered. Kept beside it, so that nothing a client sends can set it. */
export interface RequestContext {
  requestId: string;
  /** null until a credential was accepted. */
  caller: Caller | null;
  /** For answers that go on for long: whoever is calling as they are now, null where they may not any more. null until somebody was recognised. */
  callerNow: (() => Promise<Caller | null>) | null;
  /** A route whose service writes refusals to the audit trail itself, with what it alone knows. */
  auditsItself: boolean;
  /** Of a streamed body (StreamedBody), while what it asks for is carried out: from then on what is written has an effect. */
  bodyDigest: BodyDigest | null;
}

const contexts = new WeakMap<Request, RequestContext>();

export function contextOf(request: Request): RequestContext {
  let context = contexts.get(request);
  if (context === undefined) {
    context = { requestId: '', caller: null, callerNow: null, auditsItself: false, bodyDigest: null };
    contexts.set(request, context);
  }
  return context;
}
