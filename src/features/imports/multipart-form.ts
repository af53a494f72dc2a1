import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import busboy from 'busboy';
import { AppError } from '../../common/app-error.js';

export interface FormReaders {
  /** Texts that come before the file; another one is refused. */
  fields: readonly string[];
  /** The hint where one comes after it. */
  fieldsFirst: string;
  /** A small file of text that may come before or after. */
  document: string;
  documentBytes: number;
  /** The file. Called once; it must read the stream to its end, and reject when that breaks. */
  file: (fields: Readonly<Record<string, string>>, body: Readable) => Promise<void>;
  /** A client that sends nothing for so long, while we would take it, is given up. */
  idleMs: number;
}

/**
 * Reads a form (multipart/form-data) with one large file as it streams by, and answers the document that came with it.
 * Rejects once the file's reader has ended, and with one reason: the reader's own, or what is wrong with the form. A
 * client that goes away, or stops, is such a reason. What is left of the body then is the caller's business.
 */
export async function readForm(request: IncomingMessage, readers: FormReaders): Promise<{ document: string | null }> {
  const form = new Form(request, readers);
  try {
    return await form.read();
  } finally {
    form.close();
  }
}

const LIMITS = { fieldNameSize: 100, fieldSize: 8_192, fields: 20, files: 2, parts: 22, headerPairs: 50 };

class Form {
  private readonly parser: busboy.Busboy;
  private readonly fields: Record<string, string> = {};
  private document: Promise<string> | null = null;
  private file: Promise<void> | null = null;
  private failure: Error | null = null;
  private movedAt = performance.now();
  private readonly watch: NodeJS.Timeout;

  constructor(
    private readonly request: IncomingMessage,
    private readonly readers: FormReaders,
  ) {
    try {
      this.parser = busboy({ headers: request.headers, limits: LIMITS, defParamCharset: 'utf8' });
    } catch (cause) {
      throw notAForm(cause);
    }
    this.watch = setInterval(() => {
      this.lookForLife();
    }, 1_000);
  }

  async read(): Promise<{ document: string | null }> {
    await new Promise<void>((resolve) => {
      const { parser, request } = this;
      const fail = (error: Error): void => {
        if (this.failure !== null) return;
        this.failure = error;
        request.unpipe(parser);
        parser.destroy();
        resolve();
      };
      this.fail = fail;
      parser.on('field', (name, value, info) => {
        this.take(name, value, info.valueTruncated || info.nameTruncated);
      });
      parser.on('file', (name, body) => {
        this.takeFile(name, body);
      });
      for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) {
        parser.on(limit, () => {
          fail(invalid('The form has too many parts.', 'file', 'must be one'));
        });
      }
      parser.on('error', (cause) => {
        fail(notAForm(cause));
      });
      parser.on('close', resolve);
      request.on('close', () => {
        if (!request.complete) fail(new AppError('CANCELED', 'The client went away before the form was whole.'));
      });
      request.on('data', () => {
        this.movedAt = performance.now();
      });
      request.pipe(parser);
    });
    const [file, document] = await Promise.allSettled([this.file, this.document]);
    // Who reads the file may have failed by what ended the form, or be the reason that it ended.
    if (this.failure !== null) throw this.failure;
    for (const outcome of [file, document]) if (outcome.status === 'rejected') throw outcome.reason;
    if (this.file === null) throw missing('file');
    return { document: document.status === 'fulfilled' ? document.value : null };
  }

  close(): void {
    clearInterval(this.watch);
  }

  private fail: (error: Error) => void = () => undefined;

  private take(name: string, value: string, isTruncated: boolean): void {
    if (name === this.readers.document && this.document === null) this.document = Promise.resolve(value);
    else if (!this.readers.fields.includes(name)) this.fail(unknown(name));
    else if (isTruncated) this.fail(invalid(`The field ${name} is too long.`, name, 'is too long'));
    else if (this.file !== null)
      this.fail(
        invalid(`The field ${name} comes after the file.`, name, 'must come before the file', this.readers.fieldsFirst),
      );
    else if (Object.hasOwn(this.fields, name)) this.fail(invalid(`There are two fields ${name}.`, name, 'must be one'));
    else this.fields[name] = value;
  }

  private takeFile(name: string, body: Readable): void {
    // Whoever reads it is told; nobody else needs to be.
    body.on('error', () => undefined);
    // The parser goes on to the end of its chunk, whatever became of it: nobody would end this stream.
    if (this.failure !== null) {
      body.destroy();
      return;
    }
    if (name === this.readers.document && this.document === null) {
      this.document = smallText(body, this.readers.documentBytes, name);
      this.document.catch(this.fail);
    } else if (name === 'file' && this.file === null) {
      this.file = this.readers.file(this.fields, body);
      this.file.catch(this.fail);
    } else {
      this.fail(unknown(name));
    }
  }

  private lookForLife(): void {
    // While it is we who do not take what comes, the client cannot be blamed.
    if (this.parser.writableNeedDrain) this.movedAt = performance.now();
    if (performance.now() - this.movedAt < this.readers.idleMs) return;
    const seconds = Math.round(this.readers.idleMs / 1_000);
    this.fail(invalid(`Nothing came for ${seconds} s.`, 'file', 'must keep coming'));
  }
}

async function smallText(body: Readable, mostBytes: number, name: string): Promise<string> {
  let bytes = 0;
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostBytes) body.destroy(new AppError('PAYLOAD_TOO_LARGE', `The part ${name} is too large.`));
  });
  return (await buffer(body)).toString('utf8');
}

function notAForm(cause: unknown): AppError {
  const what = cause instanceof Error ? cause.message : String(cause);
  return new AppError('INVALID_PARAMETER', `The body is no whole multipart form: ${what}.`, {
    hint: 'Send multipart/form-data: curl -F sourceId=… -F file=@shop.dump',
    errors: [{ field: 'file', message: 'must be a part of a whole multipart/form-data body' }],
    cause,
  });
}

function unknown(name: string): AppError {
  return invalid('The form has a part that is not known here.', name.slice(0, 100), 'is not known here');
}

function missing(field: string): AppError {
  return new AppError('MISSING_PARAMETER', `Missing: ${field}.`, {
    hint: 'curl -F sourceId=… -F file=@shop.dump',
    errors: [{ field, message: 'is missing' }],
  });
}

function invalid(
  what: string,
  field: string,
  message: string,
  hint = 'The fields sourceId, name, description and sha256 come first, then one file.',
): AppError {
  return new AppError('INVALID_PARAMETER', what, { hint, errors: [{ field, message }] });
}
