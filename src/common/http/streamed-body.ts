import { Reflector } from '@nestjs/core';
import type { Request } from 'express';

/** What a streamed body said, however it was spelled: equal for two that ask for the same. */
export interface BodyDigest {
  sha256: string;
  /** Of its large part. */
  bytes: number;
}

/**
 * Reads a body to its end and keeps nothing of it. null: it is another than the one that it is compared with, since its
 * large part has more than `mostBytes`. Rejects as the route itself does, for a body that is wrong or breaks off.
 */
export type ReadBody = (request: Request, mostBytes: number) => Promise<BodyDigest | null>;

/**
 * A route that reads its body as a stream, and how such a body is read where it has been carried out already. The
 * route's handler says in the request's context (`bodyDigest`) what its body was, once that is here whole.
 */
export const StreamedBody = Reflector.createDecorator<ReadBody>();
