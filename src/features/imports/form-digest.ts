import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { BodyDigest } from '../../common/http/streamed-body.js';
import { canonicalJson } from '../../platform/crypto/canonical-json.js';
import { IMPORT_FORM } from './import-form.js';
import { readForm } from './multipart-form.js';

export interface ReadForm {
  fields: Readonly<Record<string, string>>;
  file: BodyDigest;
  document: string | null;
}

/** By what it says: its boundary, the order of its fields and the name of its file are its spelling. */
export function digestOf({ fields, file, document }: ReadForm): BodyDigest {
  const text = canonicalJson({ fields, file: file.sha256, document: document === null ? null : sha256Of(document) });
  return { sha256: sha256Of(text), bytes: file.bytes };
}

/** As `ReadBody` says, of the form of an import. */
export async function readFormDigest(request: IncomingMessage, mostBytes: number): Promise<BodyDigest | null> {
  const tooMuch = new Error('The file is larger than the one that it is compared with.');
  const found: Omit<ReadForm, 'document'> = { fields: {}, file: { sha256: '', bytes: 0 } };
  try {
    const { document } = await readForm(request, {
      ...IMPORT_FORM,
      file: async (fields, body) => {
        const hash = createHash('sha256');
        let bytes = 0;
        for await (const chunk of body as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          if (bytes > mostBytes) throw tooMuch;
          hash.update(chunk);
        }
        Object.assign(found, { fields, file: { sha256: hash.digest('hex'), bytes } });
      },
    });
    return digestOf({ ...found, document });
  } catch (error) {
    if (error === tooMuch) return null;
    throw error;
  }
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
