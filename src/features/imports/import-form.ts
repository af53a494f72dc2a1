import type { FormReaders } from './multipart-form.js';

/** What the form of an import may hold beside its file. */
export const IMPORT_FORM = {
  fields: ['sourceId', 'name', 'description', 'sha256'],
  document: 'manifest',
  /** A manifest of ten thousand tables has about 1 MB. */
  documentBytes: 16 * 1024 * 1024,
  idleMs: 60_000,
} as const satisfies Omit<FormReaders, 'file'>;
