import type { FormReaders } from './multipart-form.js';

/** Whose key the file is encrypted to, and where it goes, must be known before its first byte is stored. */
export const FIELDS_FIRST =
  'The file is stored while it comes in, so all fields (sourceId, name, description, sha256) come before it: ' +
  'curl -F sourceId=… -F file=@shop.dump; in a program, add the file to the form last.';

/** What the form of an import may hold beside its file. */
export const IMPORT_FORM = {
  fields: ['sourceId', 'name', 'description', 'sha256'],
  document: 'manifest',
  /** A manifest of ten thousand tables has about 1 MB. */
  documentBytes: 16 * 1024 * 1024,
  idleMs: 60_000,
  fieldsFirst: FIELDS_FIRST,
} as const satisfies Omit<FormReaders, 'file'>;
