import type { ErrorCode } from './error-codes.js';

export interface AppErrorOptions {
  /** What to do next, for a person. */
  hint?: string;
  cause?: unknown;
  /** One entry per wrong field of a request. */
  errors?: { field: string; message: string }[];
  /** Seconds after which asking again makes sense (`Retry-After`). */
  retryAfterSeconds?: number;
  /** How many bytes there are, where others were asked for (`Content-Range`). */
  sizeBytes?: number;
}

/**
 * The only error that services throw on purpose. `message` says what happened, `hint` what to do;
 * the code alone fixes the HTTP status and the log level (error-codes.ts). Neither text may hold a secret.
 */
export class AppError extends Error {
  readonly hint?: string;
  readonly errors?: { field: string; message: string }[];
  readonly retryAfterSeconds?: number;
  readonly sizeBytes?: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.hint = options.hint;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.sizeBytes = options.sizeBytes;
  }
}

/** Message and hint as a person reads them at a terminal. */
export function inWords({ message, hint }: AppError): string {
  return hint === undefined ? message : `${message.replace(/\.$/, '')}. ${hint}`;
}

/** What a failed record keeps of an error (`error` in api.md). */
export interface RecordedError {
  code: ErrorCode;
  message: string;
  hint: string | null;
}

/** Any thrown value as a record's error; what is not an AppError is an INTERNAL_ERROR with its message. */
export function toRecordedError(error: unknown): RecordedError {
  if (error instanceof AppError) return { code: error.code, message: error.message, hint: error.hint ?? null };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'INTERNAL_ERROR',
    message,
    hint: 'This is a defect in Backstitch; the log of the process has the stack.',
  };
}
